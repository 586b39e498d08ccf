package org.dl4jlab.onednn.examples;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program with DL4J: a network, how it is trained, what is asked of it.
 *
 * @param network makes the network with the same weights each time, initialised
 * @param training calls DL4J's own methods
 * @param predictions of the network in inference mode
 */
record Example(
    String name,
    Supplier<? extends Model> network,
    Consumer<Model> training,
    Function<Model, INDArray[]> predictions) {

  private static final int STEPS = 4;

  /**
   * Trained batch by batch.
   *
   * @param batches the batch of a step: new arrays each time, with the same numbers
   */
  static Example of(String name, MultiLayerConfiguration layers, IntFunction<DataSet> batches) {
    return new Example(
        name,
        () -> initialised(new MultiLayerNetwork(layers.clone())),
        model -> fitEach((MultiLayerNetwork) model, batches),
        model -> outputs((MultiLayerNetwork) model, batches.apply(0)));
  }

  /** The same with a graph, which may have several inputs and outputs. */
  static Example of(
      String name, ComputationGraphConfiguration graph, IntFunction<MultiDataSet> batches) {
    return of(
        name,
        () -> {
          ComputationGraph network = new ComputationGraph(graph.clone());
          network.init();
          return network;
        },
        batches);
  }

  /** The same with a graph that was not just configured. */
  static Example of(
      String name, Supplier<ComputationGraph> network, IntFunction<MultiDataSet> batches) {
    return new Example(
        name,
        network,
        model -> fitEach((ComputationGraph) model, batches),
        model -> outputs((ComputationGraph) model, batches.apply(0)));
  }

  /** Trained in another way. */
  Example trainedBy(Consumer<MultiLayerNetwork> program) {
    return new Example(
        name, network, model -> program.accept((MultiLayerNetwork) model), predictions);
  }

  /** Asked for something else. */
  Example askedFor(Function<MultiLayerNetwork, INDArray[]> outputs) {
    return new Example(name, network, training, model -> outputs.apply((MultiLayerNetwork) model));
  }

  private static MultiLayerNetwork initialised(MultiLayerNetwork network) {
    network.init();
    return network;
  }

  private static void fitEach(MultiLayerNetwork network, IntFunction<DataSet> batches) {
    for (int i = 0; i < STEPS; i++) {
      seedDropout(network);
      network.fit(batches.apply(i));
    }
  }

  private static void fitEach(ComputationGraph network, IntFunction<MultiDataSet> batches) {
    for (int i = 0; i < STEPS; i++) {
      seedDropout(network);
      network.fit(batches.apply(i));
    }
  }

  /** As an accelerated network does before each step, so that stock DL4J drops the same. */
  private static void seedDropout(Model network) {
    Nd4j.getRandom().setSeed(DropoutSeed.of(NetworkModel.of(network)));
  }

  private static INDArray[] outputs(MultiLayerNetwork network, DataSet batch) {
    return new INDArray[] {
      network.output(
          batch.getFeatures(), false, batch.getFeaturesMaskArray(), batch.getLabelsMaskArray())
    };
  }

  private static INDArray[] outputs(ComputationGraph network, MultiDataSet batch) {
    return network.output(
        false, batch.getFeatures(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
  }

  @Override
  public String toString() {
    return name;
  }
}
