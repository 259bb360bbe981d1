"""The whole chain behind one function, and the document that it returns."""
