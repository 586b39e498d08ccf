package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.BaseConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A step that fails leaves the engine as it was, or closed. */
class FailedStepTest {

  private enum Part {
    LOSS,
    CONSTRAINT
  }

  private static Part failing; // null where none is

  @BeforeEach
  void succeed() {
    failing = null;
  }

  private static void failIfWanted(Part part) {
    if (part == failing) {
      throw new UnsupportedOperationException("On purpose");
    }
  }

  /** A loss of somebody's own. */
  public static final class OwnLoss extends LossMCXENT {

    private static final long serialVersionUID = 1;

    @Override
    public INDArray computeGradient(
        INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
      failIfWanted(Part.LOSS);
      return super.computeGradient(labels, preOutput, activation, mask);
    }
  }

  /** A constraint of somebody's own. */
  public static final class OwnConstraint extends BaseConstraint {

    private static final long serialVersionUID = 1;

    OwnConstraint() {
      super(Set.of("W"), 1);
    }

    @Override
    public void applyConstraint(Layer layer, int iteration, int epoch) {
      failIfWanted(Part.CONSTRAINT);
    }

    @Override
    public void apply(INDArray parameter) {
      throw new IllegalStateException("Nobody asks for single parameters");
    }

    @Override
    public BaseConstraint clone() {
      return new OwnConstraint();
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(new DenseLayer.Builder().nOut(6).build())
                .layer(new BatchNormalization())
                .layer(
                    new OutputLayer.Builder(new OwnLoss())
                        .nOut(DropInNetworks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .constrainWeights(new OwnConstraint())
                        .build())
                .setInputType(InputType.feedForward(DropInNetworks.FEATURES))
                .build());
    network.init();
    return network;
  }

  private static void fit(Engine engine) {
    DataSet batch = DropInNetworks.batch();
    engine.fit(batch.getFeatures(), batch.getLabels());
  }

  @Test
  void inTheBackwardPassChangesNothing() {
    MultiLayerNetwork unharmed = network();
    MultiLayerNetwork harmed = network();
    for (MultiLayerNetwork each : new MultiLayerNetwork[] {unharmed, harmed}) {
      try (Engine engine = Engines.named("onednn", each)) {
        fit(engine);
        if (each == harmed) {
          engine.sync();
          INDArray before = each.params().dup(); // with the running statistics
          failIn(Part.LOSS, () -> fit(engine));
          engine.sync();
          assertEquals(before, each.params());
          assertEquals(1, each.getIterationCount());
        }
        fit(engine);
      }
    }
    assertEquals(unharmed.params(), harmed.params());
    assertEquals(unharmed.updaterState(), harmed.updaterState());
  }

  @Test
  void inTheUpdateClosesTheEngine() {
    MultiLayerNetwork network = network();
    try (Engine engine = Engines.named("onednn", network)) {
      fit(engine);
      failIn(Part.CONSTRAINT, () -> fit(engine));
      assertThrows(IllegalStateException.class, () -> fit(engine));
    }
    try (Engine another = Engines.named("onednn", network)) {
      fit(another);
    }
    assertEquals(2, network.getIterationCount());
  }

  @Test
  void ofAnAcceleratedNetworkCanBeTakenAgain() {
    MultiLayerNetwork unharmed = Engines.accelerate(network());
    MultiLayerNetwork harmed = Engines.accelerate(network());
    DataSet batch = DropInNetworks.batch();
    for (MultiLayerNetwork each : new MultiLayerNetwork[] {unharmed, harmed}) {
      each.fit(batch);
      if (each == harmed) {
        failIn(Part.LOSS, () -> each.fit(batch));
        failIn(Part.LOSS, () -> each.fit(batch));
      }
      each.fit(batch);
    }
    assertEquals(unharmed.params(), harmed.params());
    assertEquals(0, Engines.stockSteps(harmed));
  }

  private static void failIn(Part part, Executable step) {
    failing = part;
    assertThrows(UnsupportedOperationException.class, step);
    failing = null;
  }
}
