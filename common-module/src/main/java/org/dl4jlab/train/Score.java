package org.dl4jlab.train;

/**
 * What Keras' {@code evaluate} returns.
 *
 * @param samples how many were evaluated
 * @param loss mean over them
 * @param accuracy share of them classified rightly
 */
public record Score(int samples, double loss, double accuracy) {}
