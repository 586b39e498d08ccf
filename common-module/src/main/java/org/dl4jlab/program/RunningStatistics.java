package org.dl4jlab.program;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running mean and variance of a batch normalization, as views of the network's own memory.
 * DL4J keeps the variance itself or the decimal logarithm of its root.
 *
 * @param mean {@code [1, channels]}
 * @param spread {@code [1, channels]}
 * @param logarithmic whether the spread is {@code log10(sqrt(variance))}
 * @param decay share of the old value that a step keeps
 */
public record RunningStatistics(
    INDArray mean, INDArray spread, boolean logarithmic, double decay) {}
