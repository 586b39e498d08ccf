package org.dl4jlab.engine;

/**
 * What one training step measured, before its update.
 *
 * @param loss mean loss of the batch's samples, with the penalty of the weights if there is one
 * @param correct how many of the batch's samples were classified rightly
 */
public record StepResult(double loss, int correct) {}
