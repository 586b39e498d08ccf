package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Classification;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An output layer whose loss and gradients DL4J computes. DL4J's gradients are sums over the batch,
 * which its updater divides.
 */
final class StockOutput implements OwnLoss {

  private static final int MATRIX = 2;

  private final StockComputation.OfLayer computation;
  private final IOutputLayer layer;
  private final StockParameters parameters;
  private final StockInputs inputs;
  private final TrainingContext context;
  private final float divisor;
  private List<INDArray> computed; // gradients of the step's inputs

  StockOutput(
      StockComputation.OfLayer computation,
      StockParameters parameters,
      StockInputs inputs,
      TrainingContext context) {
    this.computation = computation;
    this.layer = (IOutputLayer) computation.layer();
    this.parameters = parameters;
    this.inputs = inputs;
    this.context = context;
    divisor = context.program().rules().miniBatch() ? computation.batch() : 1;
  }

  /** Of its input: what it gives itself, training does not need. */
  @Override
  public Tensor output() {
    return inputs.first();
  }

  @Override
  public StepResult measure(Batch samples, int index) {
    parameters.toNetwork();
    INDArray labels = samples.arrays().getLabels(index);
    computation.prepare(inputs.load().get(0));
    layer.setLabels(labels);
    double[] loss = new double[1];
    context
        .random()
        .lend(
            () -> { // in DL4J's order, for the sake of dropout
              computed = computation.backward(null);
              loss[0] = layer.computeScore(0, true, StockComputation.DETACHED);
            });
    int correct = 0;
    if (index == 0 && labels.rank() == MATRIX) { // nobody asks of the other outputs
      INDArray mask = computation.layer().getMaskArray();
      INDArray output = computation.forward(inputs.load(), false);
      boolean comparable = output.equalShapes(labels);
      correct = comparable ? Classification.correct(output, labels, mask) : 0;
    }
    return new StepResult(loss[0], correct);
  }

  @Override
  public List<Tensor> backward(Plan backward, Tensor none, boolean[] wanted) {
    List<Tensor> ofInputs = inputs.gradients(backward, wanted);
    backward.add(
        new NamedTask(
            "stock loss backward",
            () -> {
              if (ofInputs.get(0) != null && computed.get(0) != null) {
                computed.get(0).divi(divisor);
              }
              StockInputs.put(computed, ofInputs);
              parameters.takeGradients(divisor);
              computed = null;
            }));
    return ofInputs;
  }
}
