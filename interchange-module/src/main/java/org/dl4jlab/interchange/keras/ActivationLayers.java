package org.dl4jlab.interchange.keras;

import java.util.List;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** Layers that change each number by itself: activations, noise, rescaling. */
final class ActivationLayers {

  private static final double SIX = 6;

  private ActivationLayers() {}

  /** {@code Activation("name")}. */
  static Signal named(LayerCall call) throws Unsupported {
    String name = Activations.name(call.layer().config(), "activation");
    boolean hard = name.startsWith("hard_s") && !call.keras2();
    if (hard && !name.equals("hard_sigmoid")) {
      return hardSilu(call);
    }
    return hard ? hardSigmoid(call) : apply(call, call.activation());
  }

  private static Signal apply(LayerCall call, IActivation activation) throws Unsupported {
    Signal input = call.input();
    if (Activations.isIdentity(activation) && !call.isOutput()) {
      return input;
    }
    if (activation instanceof ActivationSoftmax && input.rank() > 1) {
      call.requireLast();
    }
    return input.at(call.plan().add(call.name(), new ActivationLayer(activation), input.vertex()));
  }

  /** Of Keras 3: {@code relu6(x + 3) / 6}. */
  private static Signal hardSigmoid(LayerCall call) throws Unsupported {
    Signal input = call.input();
    GraphPlan plan = call.plan();
    String name = call.name();
    String shifted = plan.add(name + "/shifted", new ShiftVertex(3), List.of(input.vertex()));
    String cut = plan.add(name + "/cut", new ActivationLayer(new ActivationReLU6()), shifted);
    return input.at(plan.add(name, new ScaleVertex(1 / SIX), List.of(cut)));
  }

  private static Signal hardSilu(LayerCall call) throws Unsupported {
    Signal input = call.input();
    GraphPlan plan = call.plan();
    String name = call.name();
    String shifted = plan.add(name + "/shifted", new ShiftVertex(3), List.of(input.vertex()));
    String cut = plan.add(name + "/cut", new ActivationLayer(new ActivationReLU6()), shifted);
    String gate = plan.add(name + "/gate", new ScaleVertex(1 / SIX), List.of(cut));
    return input.at(
        plan.add(
            name,
            new ElementWiseVertex(ElementWiseVertex.Op.Product),
            List.of(input.vertex(), gate)));
  }

  static Signal relu(LayerCall call) throws Unsupported {
    Settings settings = call.settings();
    double slope = settings.number("negative_slope", 0);
    double threshold = settings.number("threshold", 0);
    double most = settings.number("max_value", -1);
    boolean cut = settings.has("max_value");
    if (slope != 0 && (threshold != 0 || cut) || threshold != 0 && cut) {
      throw new Unsupported("has several of max_value, negative_slope and threshold");
    }
    if (threshold != 0) {
      return apply(call, new ActivationThresholdedReLU(threshold));
    }
    if (!cut) {
      return apply(call, slope == 0 ? new ActivationReLU() : new ActivationLReLU(slope));
    }
    if (most <= 0) {
      throw new Unsupported("has max_value %s", most);
    }
    if (most == SIX) {
      return apply(call, new ActivationReLU6());
    }
    Signal input = call.input();
    GraphPlan plan = call.plan();
    String scaled =
        plan.add(call.name() + "/scaled", new ScaleVertex(SIX / most), List.of(input.vertex()));
    String kept =
        plan.add(call.name() + "/cut", new ActivationLayer(new ActivationReLU6()), scaled);
    return input.at(plan.add(call.name(), new ScaleVertex(most / SIX), List.of(kept)));
  }

  /** The slope is called {@code alpha} in Keras 2. */
  static Signal leakyRelu(LayerCall call) throws Unsupported {
    double old = call.settings().number("alpha", 0.3);
    return apply(call, new ActivationLReLU(call.settings().number("negative_slope", old)));
  }

  static Signal elu(LayerCall call) throws Unsupported {
    return apply(call, new ActivationELU(call.settings().number("alpha", 1)));
  }

  static Signal thresholdedRelu(LayerCall call) throws Unsupported {
    return apply(call, new ActivationThresholdedReLU(call.settings().number("theta", 1)));
  }

  static Signal softmax(LayerCall call) throws Unsupported {
    int axis = (int) call.settings().number("axis", -1);
    if (axis != -1 && axis != call.input().rank()) {
      throw new Unsupported("goes over the axis %d; the last can be imported", axis);
    }
    return apply(call, new ActivationSoftmax());
  }

  /** Slopes that are learnt: for each number, or shared along axes. */
  static Signal prelu(LayerCall call) throws Unsupported {
    Signal input = call.input();
    input.size();
    int rank = input.rank();
    long[] inputShape = new long[rank];
    int[] slopes = input.shape().clone();
    List<Integer> shared = new java.util.ArrayList<>();
    for (var axis : Json.get(call.layer().config(), "shared_axes")) {
      if (axis.asInt() < 1 || axis.asInt() >= rank + 1) {
        throw new Unsupported("shares the axis %s", axis);
      }
      slopes[axis.asInt() - 1] = 1;
      shared.add(axis.asInt());
    }
    int[] channelsFirst = new int[rank];
    for (int d = 0; d < rank; d++) {
      channelsFirst[d] = d == 0 ? rank - 1 : d - 1;
      inputShape[d] = input.shape()[channelsFirst[d]];
    }
    PReLULayer.Builder builder =
        Penalties.apply(new PReLULayer.Builder(), call.settings(), "alpha_regularizer")
            .inputShape(inputShape);
    if (!shared.isEmpty()) {
      builder.sharedAxes(
          shared.stream().mapToLong(axis -> axis == rank ? 1 : axis + 1).sorted().toArray());
    }
    StoredArray alpha = call.weights(0, slopes);
    call.plan().addTrained(call.name(), builder.build(), call.trainable(), input.vertex());
    call.plan()
        .assign(
            call.name(),
            "W",
            alpha,
            w -> rank == 1 ? w.columns(input.order()) : w.permute(channelsFirst));
    return input.at(call.name());
  }

  static Signal dropout(LayerCall call) throws Unsupported {
    call.settings().refuse("noise_shape");
    double rate = rate(call);
    return rate == 0 ? call.input() : noise(call, new DropoutLayer(1 - rate));
  }

  static Signal spatialDropout(LayerCall call) throws Unsupported {
    return noise(call, new SpatialDropout(1 - rate(call)));
  }

  static Signal alphaDropout(LayerCall call) throws Unsupported {
    call.settings().refuse("noise_shape");
    return noise(call, new AlphaDropout(1 - rate(call)));
  }

  static Signal gaussianDropout(LayerCall call) throws Unsupported {
    return noise(call, new GaussianDropout(rate(call)));
  }

  static Signal gaussianNoise(LayerCall call) throws Unsupported {
    return noise(call, new GaussianNoise(call.settings().number("stddev", 0)));
  }

  private static double rate(LayerCall call) throws Unsupported {
    double rate = call.settings().number("rate", 0);
    if (!(rate >= 0 && rate < 1)) {
      throw new Unsupported("has the rate %s", rate);
    }
    return rate;
  }

  private static Signal noise(LayerCall call, IDropout noise) throws Unsupported {
    return noise(call, new DropoutLayer(noise));
  }

  private static Signal noise(LayerCall call, DropoutLayer layer) throws Unsupported {
    Signal input = call.input();
    return input.at(call.plan().add(call.name(), layer, input.vertex()));
  }

  static Signal rescaling(LayerCall call) throws Unsupported {
    Signal input = call.input();
    if (call.settings().isList("scale") || call.settings().isList("offset")) {
      return NormalizationLayers.rescaled(call);
    }
    double scale = call.settings().number("scale", 1);
    double offset = call.settings().number("offset", 0);
    GraphPlan plan = call.plan();
    boolean shifts = offset != 0;
    String name = shifts ? call.name() + "/scaled" : call.name();
    String last = plan.add(name, new ScaleVertex(scale), List.of(input.vertex()));
    return input.at(shifts ? plan.add(call.name(), new ShiftVertex(offset), List.of(last)) : last);
  }

  /** What changes images at random while Keras trains, and leaves them alone otherwise. */
  static Signal augmentation(LayerCall call) throws Unsupported {
    call.plan()
        .note(
            "%s changes images at random while Keras trains; it does nothing here"
                .formatted(call.layer().label()));
    return call.input();
  }

  /** What does nothing to numbers. */
  static Signal nothing(LayerCall call) throws Unsupported {
    call.settings().refuse("l1", "l2", "activity_regularizer");
    return call.input();
  }
}
