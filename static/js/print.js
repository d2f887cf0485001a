// A page that was asked for in order to print it opens the print window by itself.
addEventListener("load", () => print());
