package org.dl4jlab.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jlab.data.Batch;
import org.dl4jlab.onednn.lowering.InferenceContext;
import org.dl4jlab.onednn.lowering.Lowerings;
import org.dl4jlab.onednn.lowering.Masks;
import org.dl4jlab.onednn.lowering.OutputMask;
import org.dl4jlab.onednn.lowering.RowMask;
import org.dl4jlab.onednn.lowering.SeriesResults;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;
import org.dl4jlab.program.Program;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The network's outputs for batches of one shape. */
final class InferencePlan implements AutoCloseable {

  private final Plan forward = new Plan();
  private final Plan refresh = new Plan();
  private final List<Input> inputs;
  private final List<Tensor> outputs;
  private final Set<Tensor> seriesOutputs = new HashSet<>(); // images of width 1 in here
  private final Masks masks;
  private final List<OutputMask> outputMasks = new ArrayList<>();
  private long version = -1;

  /**
   * @param program rewritten for inference
   * @param reader makes the inputs, in the plan that it is given
   * @param masks those that are heeded, null for batches without any
   */
  InferencePlan(
      NetworkModel network, Program program, Function<Plan, List<Input>> reader, Masks masks) {
    this.masks = masks;
    FloatBuffer parameters = GraphMemory.floats(network.parameters());
    inputs = reader.apply(forward);
    try {
      long batch = inputs.get(0).dims()[0];
      outputs =
          lower(
              new InferenceContext(
                  network,
                  program,
                  batch,
                  forward,
                  refresh,
                  parameters,
                  new SeriesResults(),
                  masks));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private List<Tensor> lower(InferenceContext context) {
    Map<String, Value> values = new HashMap<>();
    for (Node node : context.program().nodes()) {
      if (node.operation() instanceof Operation.Input input) {
        values.put(node.name(), inputs.get(input.index()));
        continue;
      }
      List<Value> read = node.inputs().stream().map(values::get).toList();
      Tensor result = Lowerings.of(node.operation()).infer(node, node.operation(), read, context);
      if (masks != null && RowMask.isHeeded(masks, context.program(), node)) {
        result = RowMask.apply(masks, node, forward, result);
      }
      boolean series = context.series().contains(node.operation(), read, result);
      values.put(node.name(), Value.of(forward, result, false, series));
    }
    Map<String, Node> nodes = context.program().byName();
    List<Tensor> results = new ArrayList<>();
    for (String output : context.program().outputs()) {
      Tensor result = forward.plain(values.get(output).tensor());
      if (masks != null) {
        outputMasks.add(
            nodes.get(output).operation() instanceof Operation.Stock
                ? new OutputMask() // DL4J has masked it itself
                : masks.ofResult(context.network().outputs().get(results.size()), result.dims()));
      }
      results.add(result);
      if (values.get(output).isSeries()) {
        seriesOutputs.add(result);
      }
    }
    return results;
  }

  /**
   * @param parameters counts the parameters' changes: weights are folded anew after one
   */
  List<INDArray> run(Batch samples, long parameters) {
    if (parameters != version) {
      refresh.run();
      version = parameters;
    }
    if (masks != null) {
      masks.read();
    }
    inputs.forEach(input -> input.load(samples));
    forward.run();
    return IntStream.range(0, outputs.size()).mapToObj(this::copy).toList();
  }

  private INDArray copy(int index) {
    Tensor output = outputs.get(index);
    long[] dims = output.dims();
    boolean series = seriesOutputs.contains(output);
    long[] shape = series ? Arrays.copyOf(dims, dims.length - 1) : dims;
    if (masks == null) {
      return copy(output, shape);
    }
    FloatBuffer floats = output.floats();
    float[] values = new float[floats.capacity()];
    floats.get(0, values);
    outputMasks.get(index).apply(values, dims);
    return Nd4j.create(values, shape, 'c');
  }

  /** From memory to memory: ND4J puts each number of a Java array singly. */
  private static INDArray copy(Tensor output, long[] shape) {
    INDArray copy = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    Address.copy(
        output.address(), GraphMemory.address(copy, 0), copy.length() * (long) Float.BYTES);
    return copy;
  }

  Stream<Runnable> calls() {
    return Stream.of(forward, refresh).flatMap(plan -> plan.calls().stream());
  }

  @Override
  public void close() {
    refresh.close();
    forward.close();
  }
}
