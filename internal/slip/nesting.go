package slip

// nesting is what came before the line at hand.
type nesting struct {
	first   int    // where the first field begins
	columns []int  // of the fields that are open, outermost first
	lists   []int  // columns of the "-" of the lists that are open
	name    string // of the field before
	column  int    // where that field begins
	value   bool   // it has a value on its line
	ended   bool   // by a closing quote or bracket, so that no line goes on with it
}

// goesOn says whether a line that begins in this column can belong to the value above.
func (n *nesting) goesOn(column int) bool {
	return n.value && !n.ended && column > n.column && column > n.item()
}

// item is the column of the "-" of the list at hand, or -1.
func (n *nesting) item() int {
	if len(n.lists) == 0 {
		return -1
	}
	return n.lists[len(n.lists)-1]
}

// listAt says that an item begins in this column, and whether one may. deeper says that a list further in ends there.
func (n *nesting) listAt(column int) (ok, deeper bool) {
	for n.item() > column {
		n.lists, deeper = n.lists[:len(n.lists)-1], true
	}
	if n.item() == column {
		return true, deeper
	}
	n.lists = append(n.lists, column)
	return !n.value, deeper
}

// open says that a field begins in this column, and whether one may. Lists that lie no further out end there.
func (n *nesting) open(column int) bool {
	for n.item() >= column {
		n.lists = n.lists[:len(n.lists)-1]
	}
	for last := len(n.columns); last > 0 && n.columns[last-1] > column; last-- {
		n.columns = n.columns[:last-1]
	}
	if last := len(n.columns); last > 0 && n.columns[last-1] == column {
		return true
	}
	fine := len(n.columns) == 0 || !n.value
	n.columns = append(n.columns, column)
	return fine
}
