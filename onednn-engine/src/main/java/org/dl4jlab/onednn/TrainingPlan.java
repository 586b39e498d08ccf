package org.dl4jlab.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.onednn.loss.Loss;
import org.dl4jlab.onednn.loss.StockLoss;
import org.dl4jlab.onednn.lowering.DropoutRandom;
import org.dl4jlab.onednn.lowering.Lowered;
import org.dl4jlab.onednn.lowering.Lowerings;
import org.dl4jlab.onednn.lowering.Masks;
import org.dl4jlab.onednn.lowering.OutputMask;
import org.dl4jlab.onednn.lowering.OwnLoss;
import org.dl4jlab.onednn.lowering.RecurrentMemory;
import org.dl4jlab.onednn.lowering.RowMask;
import org.dl4jlab.onednn.lowering.SeriesResults;
import org.dl4jlab.onednn.lowering.TrainingContext;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.ArrayFloats;
import org.dl4jlab.onednn.plan.Finite;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Profile;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.LossSpec;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;

/** Forward pass, losses and backward pass for batches of one shape. */
final class TrainingPlan implements AutoCloseable {

  private final Plan forward = new Plan();
  private final Plan backward = new Plan();
  private final Plan changes = new Plan(); // to the network, when the passes have succeeded
  private final NetworkModel network;
  private final Program program;
  private final Masks masks;
  private final List<Input> inputs;
  private final Runnable load;
  private final Runnable loss;
  private final List<Head> heads = new ArrayList<>();
  private Batch samples; // of the step that runs
  private List<float[]> labels; // of each head
  private StepResult step; // what it measured

  /** What measures a loss, and makes its gradient ready. */
  private interface Head {
    StepResult apply(Batch samples, float[] labels);

    /**
     * What it is given; nothing where it asks the batch itself.
     *
     * @throws IllegalArgumentException when the batch has not the labels that it needs
     */
    float[] labels(Batch samples);
  }

  /** An output that asks the batch itself. */
  private record OwnHead(OwnLoss loss, int index) implements Head {

    @Override
    public float[] labels(Batch samples) {
      Finite.require("labels", ArrayFloats.of(Labels.array(samples, index)));
      return new float[0];
    }

    @Override
    public StepResult apply(Batch samples, float[] labels) {
      return loss.measure(samples, index);
    }
  }

  /**
   * A loss with the memory that it works on: {@code [rows, outputs]} each. Rows are samples, or all
   * steps of all samples; then a sample's loss is the sum of its steps' losses.
   *
   * @param ofMaskedOutputs the same loss where single outputs are masked
   * @param mask null for batches without any
   * @param masksLogits whether DL4J masks what goes into the activation too
   * @param mean whether over the samples, or else their sum: DL4J's {@code miniBatch(false)}
   * @param ofSteps whether labels are series
   */
  private record RowsHead(
      Loss loss,
      Loss ofMaskedOutputs,
      OutputMask mask,
      boolean masksLogits,
      boolean mean,
      boolean ofSteps,
      int index,
      FloatBuffer logits,
      FloatBuffer gradient,
      int rows,
      int outputs)
      implements Head {

    @Override
    public float[] labels(Batch samples) {
      return Labels.of(samples, index, ofSteps, rows, loss.labels(outputs));
    }

    @Override
    public StepResult apply(Batch samples, float[] labels) {
      float[] masked = mask == null ? null : mask.values();
      if (masked != null && masksLogits) {
        maskLogits();
      }
      StepResult result =
          (masked == null || mask.isOfRows() ? loss : ofMaskedOutputs)
              .apply(logits, labels, masked, gradient, rows, outputs);
      int steps = rows / samples.size();
      int factor = mean ? steps : rows; // from the mean over all rows
      if (factor == 1) {
        return result;
      }
      for (int i = 0; i < rows * outputs; i++) {
        gradient.put(i, gradient.get(i) * factor);
      }
      return new StepResult(result.loss() * factor, steps == 1 ? result.correct() : 0);
    }

    private void maskLogits() {
      float[] values = new float[rows * outputs];
      logits.get(0, values);
      mask.apply(values);
      logits.put(0, values);
    }
  }

  /**
   * @param program rewritten for training
   * @param reader makes the inputs, in the plan that it is given
   * @param random what dropout draws from
   * @param masks those that are heeded, null for batches without any
   * @param memory of recurrent layers, null where series are whole
   */
  TrainingPlan(
      NetworkModel network,
      Program program,
      Parameters parameters,
      Function<Plan, List<Input>> reader,
      DropoutRandom random,
      Masks masks,
      RecurrentMemory memory) {
    this.program = program;
    this.network = network;
    this.masks = masks;
    inputs = reader.apply(forward);
    load = new NamedTask("input", () -> inputs.forEach(input -> input.load(samples.stored())));
    loss = new NamedTask("loss", this::measure);
    try {
      Map<String, Value> values = new HashMap<>();
      Map<String, Lowered> lowered = new HashMap<>();
      long batch = inputs.get(0).dims()[0];
      lower(
          new TrainingContext(
              network,
              program,
              batch,
              forward,
              changes,
              parameters,
              random,
              new SeriesResults(),
              masks,
              memory),
          values,
          lowered);
      Gradients gradients = new Gradients(backward);
      addHeads(values, lowered, gradients);
      addBackward(lowered, gradients);
      parameters.seal();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void lower(
      TrainingContext context, Map<String, Value> values, Map<String, Lowered> lowered) {
    for (Node node : program.nodes()) {
      if (node.operation() instanceof Operation.Input input) {
        values.put(node.name(), inputs.get(input.index()));
        continue;
      }
      List<Value> read = node.inputs().stream().map(values::get).toList();
      Lowered result = Lowerings.of(node.operation()).train(node, node.operation(), read, context);
      if (masks != null && RowMask.isHeeded(masks, program, node)) {
        result = RowMask.apply(masks, node, forward, result);
      }
      boolean overwritable = !result.readsOutput() && program.reads(node.name()) == 1;
      lowered.put(node.name(), result);
      boolean series = context.series().contains(node.operation(), read, result.output());
      values.put(node.name(), Value.of(forward, result.output(), overwritable, series));
    }
  }

  private void addHeads(
      Map<String, Value> values, Map<String, Lowered> lowered, Gradients gradients) {
    for (int i = 0; i < program.losses().size(); i++) {
      LossSpec spec = program.losses().get(i);
      if (lowered.get(spec.logits()) instanceof OwnLoss own) {
        heads.add(new OwnHead(own, i));
        continue;
      }
      Tensor logits = forward.plain(values.get(spec.logits()).tensor());
      long[] dims = logits.dims();
      Tensor gradient = backward.tensor(Layout.plain(backward.arena(), dims));
      heads.add(
          new RowsHead(
              Loss.of(spec.function(), spec.activation()),
              new StockLoss(spec.function(), spec.activation()),
              masks == null ? null : masks.ofOutput(spec.layer(), dims[0], dims[1]),
              network.layer(spec.layer()) instanceof BaseOutputLayer,
              program.rules().miniBatch(),
              network.layer(spec.layer()) instanceof RnnOutputLayer,
              i,
              logits.floats(),
              gradient.floats(),
              (int) dims[0],
              (int) dims[1]));
      gradients.add(spec.logits(), gradient);
    }
  }

  /** No gradient is needed in front of the first node that learns. */
  private void addBackward(Map<String, Lowered> lowered, Gradients gradients) {
    Set<String> learning = program.learning();
    for (int i = program.nodes().size() - 1; i >= 0; i--) {
      Node node = program.nodes().get(i);
      if (!learning.contains(node.name())) {
        continue;
      }
      boolean[] wanted = new boolean[node.inputs().size()];
      for (int j = 0; j < wanted.length; j++) {
        wanted[j] = learning.contains(node.inputs().get(j));
      }
      List<Tensor> ofInputs =
          lowered.get(node.name()).backward(backward, gradients.take(node.name()), wanted);
      for (int j = 0; j < wanted.length; j++) {
        if (wanted[j]) {
          gradients.add(node.inputs().get(j), ofInputs.get(j));
        }
      }
    }
  }

  /** The losses add up; what was classified rightly is told of the first output. */
  private void measure() {
    StepResult first = heads.get(0).apply(samples, labels.get(0));
    double sum = first.loss();
    for (int i = 1; i < heads.size(); i++) {
      sum += heads.get(i).apply(samples, labels.get(i)).loss();
    }
    step = new StepResult(sum, first.correct());
  }

  /** Computes loss and gradients; the parameters stay as they are. */
  StepResult run(Batch batch, Profile profile) {
    if (masks != null) {
      masks.read();
    }
    samples = batch;
    try {
      // Before anything has changed: labels may be refused.
      labels = heads.stream().map(head -> head.labels(batch)).toList();
      profile.time(load);
      forward.run(profile);
      profile.time(loss);
      backward.run(profile);
      changes.run(profile);
      return step;
    } finally {
      samples = null;
      labels = null;
    }
  }

  Stream<Runnable> calls() {
    return Stream.of(forward, backward, changes).flatMap(plan -> plan.calls().stream());
  }

  @Override
  public void close() {
    changes.close();
    backward.close();
    forward.close();
  }
}
