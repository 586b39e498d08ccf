package org.dl4jlab.interchange.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation;

/** The writer of each kind of operation. */
final class OperationWriters {

  private static final Map<Class<?>, OperationWriter<?>> ALL = new HashMap<>();

  static {
    put(Operation.Convolution.class, ProductWriters::convolution);
    put(Operation.GroupedConvolution.class, ProductWriters::groupedConvolution);
    put(Operation.Dense.class, ProductWriters::dense);
    put(Operation.BatchNorm.class, ProductWriters::batchNorm);
    put(Operation.Pooling.class, PoolingWriters::pooling);
    put(Operation.GlobalPooling.class, PoolingWriters::globalPooling);
    put(Operation.Activation.class, ActivationWriters::activation);
    put(Operation.Softmax.class, ActivationWriters::softmax);
    put(Operation.Linear.class, ElementWriters::linear);
    put(Operation.ElementWise.class, ElementWriters::elementWise);
    put(Operation.Normalize.class, ElementWriters::normalize);
    put(Operation.Concatenate.class, ShapeWriters::concatenate);
    put(Operation.Flatten.class, ShapeWriters::flatten);
    put(Operation.Reshape.class, ShapeWriters::reshape);
    put(Operation.Subset.class, ShapeWriters::subset);
    put(Operation.Unstack.class, ShapeWriters::unstack);
    put(Operation.Crop.class, MarginWriters::crop);
    put(Operation.ZeroPadding.class, MarginWriters::zeroPadding);
    put(Operation.Upsampling.class, MarginWriters::upsampling);
    put(Operation.Lstm.class, SeriesWriters::lstm);
    put(Operation.LastStep.class, SeriesWriters::lastStep);
    put(Operation.RepeatOverSteps.class, SeriesWriters::repeatOverSteps);
    put(Operation.StepsAsSamples.class, SeriesWriters::stepsFirst);
    put(Operation.SamplesAsSteps.class, SeriesWriters::stepsLast);
    put(Operation.Stock.class, StockWriters::stock);
  }

  private OperationWriters() {}

  private static <T extends Operation> void put(Class<T> type, OperationWriter<T> writer) {
    ALL.put(type, writer);
  }

  /** Why a node cannot be written: completes "'name' …". */
  static Optional<String> obstacle(Node node, Context context) {
    Operation operation = node.operation();
    if (operation instanceof Operation.Activation activation) {
      return ActivationWriters.obstacle(activation.function());
    }
    if (operation instanceof Operation.Stock stock) {
      return StockWriters.obstacle(node, stock, context);
    }
    if (operation instanceof Operation.Unknown unknown) {
      return Optional.of(unknown.why());
    }
    return operation instanceof Operation.Input || ALL.containsKey(operation.getClass())
        ? Optional.empty()
        : Optional.of("does something that ONNX has no operator for");
  }

  /** Writes a node of which there is no obstacle. */
  static Value write(Node node, List<Value> inputs, Context context) {
    return write(node, node.operation(), inputs, context);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Operation> Value write(
      Node node, T operation, List<Value> inputs, Context context) {
    OperationWriter<T> writer = (OperationWriter<T>) ALL.get(operation.getClass());
    return writer.write(node, operation, inputs, context);
  }
}
