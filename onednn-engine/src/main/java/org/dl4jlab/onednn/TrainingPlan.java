package org.dl4jlab.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.layer.OneDnnLayer.Training;
import org.dl4jlab.onednn.network.Network;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Profile;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** Forward pass, loss and backward pass for batches of one shape. */
final class TrainingPlan implements AutoCloseable {

  private final Plan forward = new Plan();
  private final Plan backward = new Plan();
  private final Input input;
  private final Runnable load;
  private final Runnable loss;
  private Batch samples; // of the step that runs
  private StepResult step; // what it measured

  /**
   * @param reader makes the input, in the plan that it is given
   */
  TrainingPlan(Network network, Parameters parameters, Function<Plan, Input> reader) {
    input = reader.apply(forward);
    load = new NamedTask("input", () -> input.load(samples));
    try {
      loss = compile(network, parameters);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Fills the plans and returns what is to be done between them. */
  private Runnable compile(Network network, Parameters parameters) {
    List<Training> layers = new ArrayList<>();
    Source source = input;
    for (OneDnnLayer layer : network.layers()) {
      Training training = layer.train(forward, parameters, source);
      layers.add(training);
      source = Source.of(forward, training.output());
    }
    Tensor last = forward.plain(source.tensor());
    Tensor diff = backward.tensor(Layout.plain(backward.arena(), last.dims()));
    int batch = (int) last.dims()[0];
    int outputs = (int) last.dims()[1];
    FloatBuffer logits = last.floats();
    FloatBuffer gradient = diff.floats();
    int firstWithParameters = firstWithParameters(network);
    for (int i = layers.size() - 1; i >= firstWithParameters; i--) {
      diff = layers.get(i).backward(backward, diff, i > firstWithParameters);
    }
    parameters.seal();
    return new NamedTask(
        "loss",
        () -> {
          float[] labels = Labels.of(samples, outputs);
          step = network.loss().apply(logits, labels, gradient, batch, outputs);
        });
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
  StepResult run(Batch batch, Profile profile) {
    samples = batch;
    profile.time(load);
    forward.run(profile);
    profile.time(loss);
    backward.run(profile);
    samples = null;
    return step;
  }

  @Override
  public void close() {
    backward.close();
    forward.close();
  }
}
