package org.dl4jlab.onednn.update;

/**
 * Where an updater finds what it works on.
 *
 * @param length of each vector
 * @param values address of the parameters
 * @param gradients their address; an updater may write over them
 * @param states the address of each kind of its state, in DL4J's order
 */
public record Vectors(long length, long values, long gradients, long... states) {}
