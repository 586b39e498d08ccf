package org.dl4jlab.interchange.keras;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A model of Keras' as a graph.
 *
 * @param graph with the weights of the file, its inputs and outputs in Keras' order
 * @param name that it has in Keras
 * @param inputs the shapes without the batch, as Keras has them with the channels last: {@code
 *     [features]}, {@code [steps, features]} or {@code [height, width, channels]}; -1 where free
 * @param outputs likewise
 * @param compiled whether optimizer and losses are the file's
 * @param kerasVersion that wrote the file
 * @param notes what is otherwise than in Keras, in sentences
 */
public record ImportedModel(
    ComputationGraph graph,
    String name,
    List<int[]> inputs,
    List<int[]> outputs,
    boolean compiled,
    String kerasVersion,
    List<String> notes) {}
