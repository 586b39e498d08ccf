package org.dl4jlab.run;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a training goes on from.
 *
 * @param graph with the parameters of the last step, and the optimizer's state
 * @param average the moving average of its parameters, null where there is none
 */
public record SavedTraining(ComputationGraph graph, INDArray average) {}
