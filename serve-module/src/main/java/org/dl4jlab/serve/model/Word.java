package org.dl4jlab.serve.model;

/**
 * A word of a text that decided.
 *
 * @param start of its first character in the text, in UTF-16 units
 * @param end after its last
 * @param weight how much it speaks for the second of two classes, or for the predicted one of more
 */
public record Word(String word, int start, int end, double weight) {}
