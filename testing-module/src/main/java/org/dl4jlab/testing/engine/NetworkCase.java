package org.dl4jlab.testing.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.dl4jlab.data.EmbeddingMatrix;

/**
 * A network that engines are tested with.
 *
 * @param name by which tests ask for it
 * @param graph its configuration, null where it is a list of layers
 * @param layers its configuration, null where it is a graph
 * @param inputs of each input {@code [channels, height, width]}, {@code [channels, steps]} or
 *     {@code [features]}
 * @param outputs its outputs
 * @param masks of features and labels
 * @param table of the words that the input is made of, null where it is made of numbers
 * @param steps over which it is compared: where rounding errors tip an activation to its other
 *     side, two trainings go apart from then on
 */
public record NetworkCase(
    String name,
    ComputationGraphConfiguration graph,
    MultiLayerConfiguration layers,
    List<int[]> inputs,
    List<Output> outputs,
    Masks masks,
    EmbeddingMatrix table,
    int steps) {

  private static final int STEPS = 20;

  /** What a mask leaves of each sample, the first one's or all. */
  public enum Mask {
    NONE,
    /** A mask that leaves all. */
    ONES,
    /** Steps up to some step. */
    BEGINNING,
    /** Steps up to some step, perhaps none. */
    BEGINNING_OR_NONE,
    /** Steps from some step on. */
    END,
    /** Any steps. */
    ANY_STEPS,
    /** Whole samples. */
    SAMPLES,
    /** Weights of whole samples. */
    WEIGHTS,
    /** Single outputs. */
    OUTPUTS
  }

  /** What is masked. */
  public record Masks(Mask features, Mask labels) {

    static final Masks NONE = new Masks(Mask.NONE, Mask.NONE);
  }

  /** What is wanted of an output. */
  public enum Wanted {
    /** One of its numbers, as of a softmax. */
    ONE_HOT,
    /** The same, as a class's number. */
    CLASS,
    /** 0 or 1 of each of its numbers. */
    BITS,
    /** A number between 1 and 2 of each. */
    NUMBERS
  }

  /**
   * @param width how many numbers it has
   * @param steps of a series, 0 for no series
   */
  public record Output(int width, Wanted wanted, int steps) {

    public Output(int width, Wanted wanted) {
      this(width, wanted, 0);
    }

    public Output(int width, boolean oneHot) {
      this(width, oneHot ? Wanted.ONE_HOT : Wanted.BITS);
    }
  }

  /** Without masks. */
  NetworkCase(
      String name,
      ComputationGraphConfiguration graph,
      MultiLayerConfiguration layers,
      List<int[]> inputs,
      List<Output> outputs,
      EmbeddingMatrix table,
      int steps) {
    this(name, graph, layers, inputs, outputs, Masks.NONE, table, steps);
  }

  public static NetworkCase of(
      String name, ComputationGraphConfiguration graph, int[] input, int width, boolean oneHot) {
    return new NetworkCase(
        name,
        graph,
        null,
        List.of(input),
        List.of(new Output(width, oneHot)),
        Masks.NONE,
        null,
        STEPS);
  }

  public static NetworkCase of(
      String name, MultiLayerConfiguration layers, int[] input, int width, boolean oneHot) {
    return new NetworkCase(
        name,
        null,
        layers,
        List.of(input),
        List.of(new Output(width, oneHot)),
        Masks.NONE,
        null,
        STEPS);
  }

  /**
   * @param output one probability, or one of each class
   */
  public static NetworkCase ofTokens(
      String name,
      ComputationGraphConfiguration graph,
      int tokens,
      EmbeddingMatrix table,
      Output output) {
    return new NetworkCase(
        name,
        graph,
        null,
        List.of(new int[] {table.size(), tokens}),
        List.of(output),
        table,
        STEPS);
  }

  /** With several inputs or outputs, or with labels of another kind. */
  public static NetworkCase of(
      String name, ComputationGraphConfiguration graph, List<int[]> inputs, List<Output> outputs) {
    return new NetworkCase(name, graph, null, inputs, outputs, null, STEPS);
  }

  /** The same, compared over so many steps. */
  NetworkCase over(int someSteps) {
    return new NetworkCase(name, graph, layers, inputs, outputs, masks, table, someSteps);
  }

  /** The same with masks. */
  NetworkCase masked(Mask features, Mask labels) {
    Masks both = new Masks(features, labels);
    return new NetworkCase(name, graph, layers, inputs, outputs, both, table, steps);
  }

  /** An initialised network that tells whether stock DL4J has trained it. */
  public Model model() {
    if (graph != null) {
      WatchedGraph model = new WatchedGraph(graph.clone());
      model.init();
      return model;
    }
    WatchedNetwork model = new WatchedNetwork(layers.clone());
    model.init();
    return model;
  }

  @Override
  public String toString() {
    return name;
  }
}
