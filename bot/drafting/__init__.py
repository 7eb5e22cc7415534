"""From answers to text: the plain writer, the model writer, the guard between them and the officer."""
