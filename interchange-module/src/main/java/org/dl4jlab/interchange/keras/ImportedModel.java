package org.dl4jlab.interchange.keras;

import java.util.List;
import java.util.stream.Collectors;
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
 * @param learningRate at the first step from here on
 * @param kerasVersion that wrote the file
 * @param notes what is otherwise than in Keras, in sentences
 * @param vectors of the words whose numbers the model takes, {@code [words, size]} row-major, where
 *     they were asked for: the graph is given vectors then, as its inputs here say; else null
 */
public record ImportedModel(
    ComputationGraph graph,
    String name,
    List<int[]> inputs,
    List<int[]> outputs,
    boolean compiled,
    double learningRate,
    String kerasVersion,
    List<String> notes,
    float[] vectors) {

  /** How many steps its training had made, as far as the file tells. */
  public int steps() {
    return graph.getConfiguration().getIterationCount();
  }

  /** What it takes, for people: {@code 32 x 32 x 3}. */
  public String inputText() {
    return text(inputs);
  }

  /** What it gives, for people. */
  public String outputText() {
    return text(outputs);
  }

  private static String text(List<int[]> shapes) {
    return shapes.stream().map(ImportedModel::text).collect(Collectors.joining(" and "));
  }

  /** A shape for people: {@code 32 x 32 x 3}, with "any" where a size is free. */
  public static String text(int... shape) {
    return Signal.text(shape);
  }
}
