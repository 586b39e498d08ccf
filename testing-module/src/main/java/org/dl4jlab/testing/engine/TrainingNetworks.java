package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SmallNetworks.images;
import static org.dl4jlab.testing.engine.SmallNetworks.regression;
import static org.dl4jlab.testing.engine.SmallNetworks.silent;
import static org.dl4jlab.testing.engine.SmallNetworks.softmaxNetwork;
import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.chain;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.norm;
import static org.dl4jlab.testing.engine.SuiteLayers.pool;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.MinMaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Small networks, each trained in another of DL4J's ways. */
final class TrainingNetworks {

  private TrainingNetworks() {}

  static List<NetworkCase> all() {
    return Stream.of(
            UpdaterNetworks.all(),
            penalties(),
            gradientNormalizations(),
            constraints(),
            frozen(),
            others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<NetworkCase> penalties() {
    ISchedule falling = new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.8);
    return List.of(
        penalty("l1", net -> net.l1(0.01)),
        penalty("l2", net -> net.l2(0.05)),
        penalty("l1 and l2", net -> net.l1(0.01).l2(0.05)),
        penalty("weight decay", net -> net.weightDecay(0.3)),
        penalty("weight decay without the rate", net -> net.weightDecay(0.02, false)),
        penalty("l1 and weight decay", net -> net.l1(0.01).weightDecay(0.3)),
        penalty("of biases", net -> net.biasInit(0.5).l1Bias(0.02).l2Bias(0.1).l2(0.01)),
        penalty(
            "weight decay of biases", net -> net.biasInit(0.5).weightDecayBias(0.2, true).l2(0.01)),
        penalty(
            "two of a kind, scheduled",
            net ->
                net.regularization(
                    List.of(
                        new L1Regularization(falling),
                        new L2Regularization(falling),
                        new L2Regularization(0.02),
                        new WeightDecay(falling, true),
                        new WeightDecay(0.02, false)))),
        softmaxNetwork(
            "penalty: weight decay beside an updater without rate",
            base(new AdaDelta(0.9, UpdaterNetworks.EPSILON), 0).weightDecay(0.02)),
        silent("penalty: l1 of zeros", base(adam(0.01), 0).l1(0.01)),
        images("penalty: l1 of filters", base(adam(0.01), 0).l1(0.01).weightDecay(0.1)));
  }

  private static NetworkCase penalty(
      String name, UnaryOperator<NeuralNetConfiguration.Builder> penalties) {
    return softmaxNetwork("penalty: " + name, penalties.apply(base(new Nesterovs(0.05, 0.9), 0)));
  }

  private static List<NetworkCase> gradientNormalizations() {
    return List.of(
        normalized("of each layer to 1", GradientNormalization.RenormalizeL2PerLayer, 1),
        normalized("of each array to 1", GradientNormalization.RenormalizeL2PerParamType, 1),
        normalized("elements clipped", GradientNormalization.ClipElementWiseAbsoluteValue, 0.02),
        normalized("of each layer clipped", GradientNormalization.ClipL2PerLayer, 0.2),
        normalized("of each array clipped", GradientNormalization.ClipL2PerParamType, 0.1),
        normalized("nothing to clip", GradientNormalization.ClipL2PerLayer, 1e3),
        images(
            "gradients: of filters clipped",
            base(new Sgd(0.1), 0)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.1)));
  }

  private static NetworkCase normalized(String name, GradientNormalization kind, double threshold) {
    return softmaxNetwork(
        "gradients: " + name,
        base(new Nesterovs(0.05, 0.8), 0.01)
            .biasUpdater(new Sgd(0.1))
            .gradientNormalization(kind)
            .gradientNormalizationThreshold(threshold));
  }

  private static List<NetworkCase> constraints() {
    return List.of(
        constrained("max norm", new MaxNormConstraint(0.8, 1)),
        constrained("min and max norm", new MinMaxNormConstraint(0.9, 1.1, 1)),
        constrained("non-negative", new NonNegativeConstraint()),
        constrained("unit norm", new UnitNormConstraint(1)),
        regression(
            "constraint: on weights and biases",
            base(adam(0.01), 0),
            new DenseLayer.Builder()
                .nOut(9)
                .activation(Activation.TANH)
                .constrainWeights(new MaxNormConstraint(0.8, 0))
                .constrainBias(new NonNegativeConstraint())
                .build()));
  }

  private static NetworkCase constrained(String name, LayerConstraint constraint) {
    return regression(
        "constraint: " + name,
        base(adam(0.01), 0),
        new DenseLayer.Builder()
            .nOut(9)
            .activation(Activation.TANH)
            .constrainWeights(constraint)
            .build());
  }

  private static List<NetworkCase> frozen() {
    return List.of(
        regression("frozen: dense", base(adam(0.01), 0.01), frozen(dense(9, Activation.TANH))),
        NetworkCase.of(
            "frozen: on images",
            chain(
                base(adam(0.01), 0.01),
                InputType.convolutional(8, 7, 3),
                List.of(
                    frozen(conv(5, 3, 1, ConvolutionMode.Same)),
                    frozen(norm()),
                    frozen(act(Activation.ELU)),
                    frozen(pool(PoolingType.MAX, 2, 2)),
                    frozen(new DropoutLayer(0.5)),
                    frozen(new DenseLayer.Builder().nOut(8).dropOut(0.5).build()),
                    dense(6, Activation.TANH)),
                softmax(4)),
            new int[] {3, 8, 7},
            4,
            true),
        frozenBranches());
  }

  private static NetworkCase frozenBranches() {
    return NetworkCase.of(
        "frozen: branches",
        base(adam(0.01), 0.01)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(7))
            .layer("left", frozen(dense(9, Activation.TANH)), "input")
            .layer("right", frozen(dense(9, Activation.SIGMOID)), "input")
            .addVertex(
                "sum",
                new FrozenVertex(new ElementWiseVertex(ElementWiseVertex.Op.Add)),
                "left",
                "right")
            .layer("output", softmax(4), "sum")
            .setOutputs("output")
            .build(),
        new int[] {7},
        4,
        true);
  }

  private static Layer frozen(Layer layer) {
    return new FrozenLayer(layer);
  }

  private static List<NetworkCase> others() {
    return List.of(
        softmaxNetwork("sums over the batch", base(new Sgd(0.02), 0.01).miniBatch(false)),
        regression(
            "squared errors summed over the batch",
            base(adam(0.01), 0).miniBatch(false),
            dense(9, Activation.TANH)),
        regression(
            "an updater for each layer",
            base(adam(0.01), 0).biasUpdater(new Nesterovs(0.02, 0.9)),
            new DenseLayer.Builder()
                .nOut(9)
                .activation(Activation.TANH)
                .updater(new RmsProp(0.01, 0.9, UpdaterNetworks.EPSILON))
                .biasUpdater(new AMSGrad(0.01, 0.9, 0.99, UpdaterNetworks.EPSILON))
                .l1(0.01)
                .build()));
  }
}
