package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.tokens.BatchVocabulary;
import org.dl4jlab.onednn.tokens.MaxOverTimeGradient;
import org.dl4jlab.onednn.tokens.PooledTexts;
import org.dl4jlab.onednn.tokens.TokenInput;
import org.dl4jlab.onednn.tokens.TokenKernel;
import org.dl4jlab.onednn.tokens.TokenProjections;

/** A convolution over tokens within a training plan. */
final class TokenConvolutionTraining implements Lowered.Unary {

  private final TokenKernel kernel;
  private final Parameters parameters;
  private final TokenInput input;
  private final TokenProjections products;
  private final PooledTexts texts;
  private final BatchVocabulary distinct = new BatchVocabulary();
  private final int filters;
  private final Tensor output; // [batch, filters]
  private final float[] bias; // [filters]
  private final int[] winners; // [batch, filters]: the windows with the largest sums
  private float[][] rows = new float[0][]; // [distinct words][taps * filters]

  TokenConvolutionTraining(TokenKernel kernel, TrainingContext context, TokenInput input) {
    Plan plan = context.plan();
    this.kernel = kernel;
    this.parameters = context.parameters();
    this.input = input;
    filters = kernel.filters();
    int batch = (int) input.dims()[0];
    bias = new float[filters];
    winners = new int[batch * filters];
    Layout byTaps = kernel.byTaps(plan.arena());
    Tensor weights = plan.as(parameters.keep(kernel.convolution().weights(), byTaps), byTaps);
    products =
        new TokenProjections(plan, plan, kernel.matrix(plan.arena(), weights), input.workers());
    texts = new PooledTexts(kernel, input.workers());
    output = plan.tensor(Layout.plain(plan.arena(), batch, filters));
    if (kernel.convolution().bias() != null) {
      FloatBuffer values = parameters.value(kernel.convolution().bias()).floats();
      plan.add(new NamedTask("token bias", () -> values.get(0, bias)));
    }
    plan.add(new NamedTask("token projections", this::multiply));
    plan.add(new NamedTask("max over time", this::lookUp));
  }

  private void multiply() {
    TokenBatch batch = input.batch();
    distinct.read(batch);
    if (rows.length < distinct.count()) {
      int old = rows.length;
      rows = Arrays.copyOf(rows, distinct.count());
      for (int i = old; i < rows.length; i++) {
        rows[i] = new float[kernel.taps() * filters];
      }
    }
    products.compute(batch.table(), distinct.words(), distinct.count(), rows);
  }

  private void lookUp() {
    FloatBuffer target = output.floats();
    texts.find(
        input.batch(),
        word -> rows[distinct.number(word)],
        winners,
        (text, strongest) -> {
          for (int f = 0; f < filters; f++) {
            strongest[f] += bias[f];
          }
          target.put(text * filters, strongest, 0, filters);
        });
  }

  @Override
  public Tensor output() {
    return output;
  }

  @Override
  public Tensor backward(Plan backward, Tensor gradientOfOutput, boolean wanted) {
    FloatBuffer diff = backward.plain(gradientOfOutput).floats();
    Tensor kept = parameters.gradient(kernel.convolution().weights());
    Layout byTaps = kernel.byTaps(backward.arena());
    Tensor gradient = kept.layout().sameAs(byTaps) ? kept : backward.tensor(byTaps);
    Tensor biasGradient =
        kernel.convolution().bias() == null
            ? null
            : parameters.gradient(kernel.convolution().bias());
    MaxOverTimeGradient gradientOfMaxima =
        new MaxOverTimeGradient(
            kernel, gradient.floats(), biasGradient == null ? null : biasGradient.floats());
    float[] ofOutput = new float[winners.length];
    backward.add(
        new NamedTask(
            "gradient of max over time",
            () -> {
              diff.get(0, ofOutput);
              gradientOfMaxima.compute(input.workers(), input.batch(), ofOutput, winners);
            }));
    if (gradient != kept) {
      backward.copy(gradient, kept);
    }
    return null;
  }
}
