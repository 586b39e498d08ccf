package org.dl4jlab.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Step;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.layer.OneDnnLayer.Training;
import org.dl4jlab.onednn.network.Network;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Profile;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** Forward pass, loss and backward pass for batches of one shape. */
final class TrainingPlan implements AutoCloseable {

  private final Plan forward = new Plan();
  private final Plan backward = new Plan();
  private final Network network;
  private final Input input;
  private final FloatBuffer logits;
  private final FloatBuffer gradient;
  private final int batch;
  private final int outputs;

  /**
   * @param dims {@code [batch, …]} of the input
   */
  TrainingPlan(Network network, Parameters parameters, long[] dims) {
    this.network = network;
    input = new Input(forward, dims);
    List<Training> layers = new ArrayList<>();
    Source source = input;
    for (OneDnnLayer layer : network.layers()) {
      Training training = layer.train(forward, parameters, source);
      layers.add(training);
      source = Source.of(forward, training.output());
    }
    Tensor last = forward.plain(source.tensor());
    Tensor diff = backward.tensor(Layout.plain(backward.arena(), last.dims()));
    batch = (int) last.dims()[0];
    outputs = (int) last.dims()[1];
    logits = last.floats();
    gradient = diff.floats();
    int firstWithParameters = firstWithParameters(network);
    for (int i = layers.size() - 1; i >= firstWithParameters; i--) {
      diff = layers.get(i).backward(backward, diff, i > firstWithParameters);
    }
    parameters.seal();
  }

  /** No gradient is needed in front of the first layer that learns. */
  private static int firstWithParameters(Network network) {
    for (int i = 0; i < network.layers().size(); i++) {
      if (!network.layers().get(i).slots().isEmpty()) {
        return i;
      }
    }
    return network.layers().size();
  }

  /** Computes loss and gradients; the parameters stay as they are. */
  Step run(Batch samples) {
    input.load(samples);
    forward.run();
    Step step = network.loss().apply(logits, Labels.of(samples), gradient, batch, outputs);
    backward.run();
    return step;
  }

  /** The same, measured. */
  void run(Batch samples, Profile profile) {
    profile.time(named("input", () -> input.load(samples)));
    forward.run(profile);
    profile.time(
        named(
            "loss",
            () -> network.loss().apply(logits, Labels.of(samples), gradient, batch, outputs)));
    backward.run(profile);
  }

  static Runnable named(String name, Runnable work) {
    return new Runnable() {
      @Override
      public void run() {
        work.run();
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  @Override
  public void close() {
    backward.close();
    forward.close();
  }
}
