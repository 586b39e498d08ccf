package org.dl4jlab.data;

/**
 * One of the ways in which a network sees samples that it is tested with.
 *
 * @param samples the same in the same order, changed
 * @param weight of its answer; those of all views are 1 together
 */
public record View(Dataset samples, double weight) {}
