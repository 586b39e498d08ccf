package org.dl4jlab.train;

/**
 * An epoch's figures, in Keras' words.
 *
 * @param epoch counted from 1
 * @param loss mean over the epoch's samples, each measured in its own step
 * @param accuracy share of them classified rightly
 * @param valLoss mean over the whole validation set, after the epoch
 * @param valAccuracy share of it classified rightly
 */
public record EpochResult(
    int epoch, double loss, double accuracy, double valLoss, double valAccuracy) {}
