package org.dl4jlab.onednn.words;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/** A {@link TokenConvolution} within a training plan. */
final class TokenConvolutionTraining implements OneDnnLayer.Training {

  private final TokenConvolution layer;
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

  TokenConvolutionTraining(
      TokenConvolution layer, Plan plan, Parameters parameters, TokenInput input) {
    this.layer = layer;
    this.parameters = parameters;
    this.input = input;
    filters = layer.filters();
    int batch = (int) input.dims()[0];
    bias = new float[filters];
    winners = new int[batch * filters];
    Layout byTaps = layer.byTaps(plan.arena());
    Tensor weights = plan.as(parameters.keep(layer.weights(), byTaps), byTaps);
    products =
        new TokenProjections(plan, plan, layer.matrix(plan.arena(), weights), input.workers());
    texts = new PooledTexts(layer, input.workers());
    output = plan.tensor(Layout.plain(plan.arena(), batch, filters));
    if (layer.bias() != null) {
      FloatBuffer values = parameters.value(layer.bias()).floats();
      plan.add(new NamedTask("word bias", () -> values.get(0, bias)));
    }
    plan.add(new NamedTask("word products", this::multiply));
    plan.add(new NamedTask("strongest windows", this::lookUp));
  }

  private void multiply() {
    TokenBatch batch = input.batch();
    distinct.read(batch);
    if (rows.length < distinct.count()) {
      int old = rows.length;
      rows = Arrays.copyOf(rows, distinct.count());
      for (int i = old; i < rows.length; i++) {
        rows[i] = new float[layer.taps() * filters];
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
  public Tensor backward(Plan backward, Tensor diffOutput, boolean needed) {
    FloatBuffer diff = backward.plain(diffOutput).floats();
    Tensor kept = parameters.gradient(layer.weights());
    Layout byTaps = layer.byTaps(backward.arena());
    Tensor gradient = kept.layout().sameAs(byTaps) ? kept : backward.tensor(byTaps);
    Tensor biasGradient = layer.bias() == null ? null : parameters.gradient(layer.bias());
    MaxOverTimeGradient winnersGradient =
        new MaxOverTimeGradient(
            layer, gradient.floats(), biasGradient == null ? null : biasGradient.floats());
    float[] ofOutput = new float[winners.length];
    backward.add(
        new NamedTask(
            "winners' gradient",
            () -> {
              diff.get(0, ofOutput);
              winnersGradient.compute(input.workers(), input.batch(), ofOutput, winners);
            }));
    if (gradient != kept) {
      backward.copy(gradient, kept);
    }
    return null;
  }
}
