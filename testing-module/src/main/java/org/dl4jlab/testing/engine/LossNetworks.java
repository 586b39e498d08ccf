package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.dl4jlab.testing.engine.NetworkCase.Mask;
import org.dl4jlab.testing.engine.NetworkCase.Output;
import org.dl4jlab.testing.engine.NetworkCase.Wanted;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossFMeasure;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;
import org.nd4j.linalg.lossfunctions.impl.LossMixtureDensity;
import org.nd4j.linalg.lossfunctions.impl.LossMultiLabel;
import org.nd4j.linalg.lossfunctions.impl.LossPoisson;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;
import org.nd4j.linalg.lossfunctions.impl.LossWasserstein;

/** Each of DL4J's losses, with the activations that one sees it with. */
final class LossNetworks {

  private static final int FEATURES = 7;

  private LossNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        loss(new LossSparseMCXENT(), Activation.SOFTMAX, 4, Wanted.CLASS),
        mixture(2, 3),
        loss(
            new LossMCXENT(Nd4j.createFromArray(1f, 2f, 3f)),
            Activation.SOFTMAX,
            3,
            Wanted.ONE_HOT),
        ofProbabilities("loss: of probabilities"),
        ofProbabilities("loss: of masked probabilities").masked(Mask.NONE, Mask.SAMPLES),
        loss(new LossBinaryXENT(), Activation.HARDSIGMOID, 3, Wanted.BITS),
        loss(new LossMSE(), Activation.SOFTPLUS, 3, Wanted.NUMBERS),
        loss(new LossMSE(), Activation.SOFTMAX, 3, Wanted.ONE_HOT),
        loss(new LossL1(), Activation.IDENTITY, 3, Wanted.NUMBERS),
        loss(new LossL2(), Activation.GELU, 3, Wanted.NUMBERS),
        loss(new LossMAE(), Activation.TANH, 3, Wanted.NUMBERS),
        loss(new LossMAPE(), Activation.SOFTPLUS, 3, Wanted.NUMBERS),
        loss(new LossMSLE(), Activation.SOFTPLUS, 3, Wanted.NUMBERS),
        loss(new LossKLD(), Activation.SOFTMAX, 3, Wanted.ONE_HOT),
        loss(new LossHinge(), Activation.TANH, 3, Wanted.NUMBERS),
        loss(new LossSquaredHinge(), Activation.TANH, 3, Wanted.NUMBERS),
        loss(new LossPoisson(), Activation.SOFTPLUS, 3, Wanted.NUMBERS),
        loss(new LossCosineProximity(), Activation.SOFTSIGN, 3, Wanted.NUMBERS),
        loss(new LossWasserstein(), Activation.IDENTITY, 3, Wanted.NUMBERS),
        loss(new LossMultiLabel(), Activation.TANH, 4, Wanted.ONE_HOT),
        loss(new LossFMeasure(), Activation.SIGMOID, 1, Wanted.NUMBERS));
  }

  /** Each normal distribution has a weight, a width, and a mean of as many numbers as labels. */
  private static NetworkCase mixture(int gaussians, int labels) {
    return network(
        LossMixtureDensity.builder().gaussians(gaussians).labelWidth(labels).build(),
        Activation.IDENTITY,
        gaussians * (labels + 2),
        new Output(labels, Wanted.NUMBERS));
  }

  private static NetworkCase loss(
      ILossFunction loss, Activation activation, int outputs, Wanted wanted) {
    return network(loss, activation, outputs, new Output(outputs, wanted));
  }

  /** The softmax is a layer of its own. */
  private static NetworkCase ofProbabilities(String name) {
    return NetworkCase.of(
        name,
        chain(
            base(new Sgd(0.01), 0),
            InputType.feedForward(FEATURES),
            List.of(dense(4, Activation.IDENTITY), act(Activation.SOFTMAX)),
            new LossLayer.Builder(LossFunction.MCXENT).build()),
        List.of(new int[] {FEATURES}),
        List.of(new Output(4, Wanted.ONE_HOT)));
  }

  private static NetworkCase network(
      ILossFunction loss, Activation activation, int outputs, Output output) {
    return NetworkCase.of(
        "loss: %s of %s".formatted(loss.getClass().getSimpleName(), activation),
        chain(
            base(new Sgd(0.01), 0),
            InputType.feedForward(FEATURES),
            List.of(dense(8, Activation.TANH)),
            new OutputLayer.Builder(loss).nOut(outputs).activation(activation).build()),
        List.of(new int[] {FEATURES}),
        List.of(output));
  }
}
