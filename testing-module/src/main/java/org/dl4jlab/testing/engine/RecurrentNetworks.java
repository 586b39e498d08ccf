package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;
import static org.dl4jlab.testing.engine.SuiteLayers.windows;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.dl4jlab.testing.engine.NetworkCase.Wanted;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that remember from step to step of a series. */
final class RecurrentNetworks {

  private static final int FEATURES = 5;
  private static final int STEPS = 7;

  private RecurrentNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        steps("recurrent: a class for each step", adam(0.01), softmaxOfSteps(), lstm(6)),
        steps("recurrent: two layers", new Sgd(0.1), softmaxOfSteps(), lstm(9), lstm(4)),
        steps("recurrent: numbers for each step", new Sgd(0.05), numbersOfSteps(), lstm(6)),
        whole("recurrent: the last step", adam(0.01), new LastTimeStep(lstm(6))),
        whole("recurrent: behind another, the last step", new Sgd(0.1), lstm(8), last(5)),
        whole("recurrent: the largest step", adam(0.01), lstm(6), global(PoolingType.MAX)),
        whole("recurrent: the mean step", new Sgd(0.1), lstm(16), global(PoolingType.AVG)),
        steps(
            "recurrent: from both ends",
            new Sgd(0.1),
            softmaxOfSteps(),
            new Bidirectional(Bidirectional.Mode.CONCAT, lstm(4)),
            new Bidirectional(Bidirectional.Mode.ADD, lstm(5))),
        whole(
            "recurrent: from both ends, the last step",
            new Sgd(0.1),
            new Bidirectional(Bidirectional.Mode.AVERAGE, lstm(6)),
            new LastTimeStep(new Bidirectional(Bidirectional.Mode.MUL, lstm(5)))),
        steps(
            "recurrent: with peepholes",
            new Sgd(0.1),
            softmaxOfSteps(),
            withPeepholes(6),
            new Bidirectional(Bidirectional.Mode.CONCAT, withPeepholes(4))),
        steps("recurrent: with dropout", new Sgd(0.1), softmaxOfSteps(), dropped(8), dropped(6)),
        steps(
            "recurrent: with dropout from both ends",
            new Sgd(0.1),
            softmaxOfSteps(),
            new Bidirectional(Bidirectional.Mode.CONCAT, dropped(6)),
            new Bidirectional(Bidirectional.Mode.ADD, dropped(5))),
        whole(
            "recurrent: with dropout, the last step",
            new Sgd(0.1),
            dropped(8),
            new LastTimeStep(new Bidirectional(Bidirectional.Mode.CONCAT, dropped(6)))),
        whole(
            "recurrent: with dropout behind the last step",
            new Sgd(0.1),
            new LastTimeStep(lstm(8)),
            new DropoutLayer(0.7),
            dense(5, Activation.TANH)),
        whole(
            "recurrent: behind a convolution",
            new Sgd(0.1),
            windows(3, 8, Activation.TANH),
            lstm(6),
            act(Activation.TANH),
            global(PoolingType.AVG),
            dense(5, Activation.TANH)));
  }

  static List<NetworkCase> smooth() {
    return List.of(
        steps("smooth recurrent", new Sgd(1), softmaxOfSteps(), lstm(4)),
        steps("smooth peepholes", new Sgd(1), softmaxOfSteps(), withPeepholes(4)),
        whole("smooth last step", new Sgd(1), lstm(4), last(3)));
  }

  static LSTM lstm(int units) {
    return new LSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static LSTM dropped(int units) {
    return new LSTM.Builder().nOut(units).activation(Activation.TANH).dropOut(0.7).build();
  }

  private static GravesLSTM withPeepholes(int units) {
    return new GravesLSTM.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static Layer last(int units) {
    return new LastTimeStep(lstm(units));
  }

  static Layer softmaxOfSteps() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nOut(4)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Layer numbersOfSteps() {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nOut(3)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** With an output for each step. */
  private static NetworkCase steps(String name, IUpdater updater, Layer output, Layer... layers) {
    return steps(name, updater, STEPS, output, layers);
  }

  /**
   * The same for series that become shorter or longer.
   *
   * @param steps of the output
   */
  static NetworkCase steps(
      String name, IUpdater updater, int steps, Layer output, Layer... layers) {
    boolean oneHot = output instanceof RnnOutputLayer rnn && rnn.getNOut() == 4;
    return new NetworkCase(
        name,
        chain(updater, output, layers).build(),
        null,
        List.of(new int[] {FEATURES, STEPS}),
        List.of(
            new NetworkCase.Output(oneHot ? 4 : 3, oneHot ? Wanted.ONE_HOT : Wanted.BITS, steps)),
        null,
        20);
  }

  /** With one output for the whole series. */
  private static NetworkCase whole(String name, IUpdater updater, Layer... layers) {
    return NetworkCase.of(
        name, chain(updater, softmax(4), layers).build(), new int[] {FEATURES, STEPS}, 4, true);
  }

  private static GraphBuilder chain(IUpdater updater, Layer output, Layer... layers) {
    GraphBuilder net = base(updater, 0).graphBuilder().addInputs("input");
    String before = "input";
    for (int i = 0; i < layers.length; i++) {
      net.layer("layer" + i, layers[i], before);
      before = "layer" + i;
    }
    net.layer("output", output, before).setOutputs("output");
    return net.setInputTypes(InputType.recurrent(FEATURES, STEPS));
  }
}
