package org.dl4jlab.imdb.table;

/**
 * A text of a table.
 *
 * @param number of its line or row, from 1 on
 * @param label as it was written, empty where there is none
 */
public record TextRow(long number, String text, String label) {}
