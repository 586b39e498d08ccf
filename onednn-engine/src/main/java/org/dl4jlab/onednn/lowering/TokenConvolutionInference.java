package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.tokens.PooledTexts;
import org.dl4jlab.onednn.tokens.TokenInput;
import org.dl4jlab.onednn.tokens.TokenKernel;
import org.dl4jlab.onednn.tokens.TokenProjections;

/**
 * A convolution over tokens within an inference plan. A word is multiplied when it is first met;
 * its row is kept until the parameters change, so that prediction becomes looking up.
 */
final class TokenConvolutionInference {

  private final TokenKernel kernel;
  private final TokenInput input;
  private final TokenProjections products;
  private final PooledTexts texts;
  private final FloatBuffer bias;
  private final Tensor output; // [batch, filters]
  private EmbeddingMatrix table;
  private float[][] rows = new float[0][]; // [words of the table][taps * filters], null if not met
  private boolean[] known = new boolean[0]; // whether a word's row is current
  private int[] missing = new int[0];

  TokenConvolutionInference(TokenKernel kernel, InferenceContext context, TokenInput input) {
    Plan plan = context.plan();
    Plan refresh = context.refresh();
    FoldedWeights folded = new FoldedWeights(kernel.convolution(), null, context);
    this.kernel = kernel;
    this.input = input;
    bias = folded.bias().floats();
    Tensor weights = folded.weightsIn(plan, kernel.byTaps(plan.arena()));
    products =
        new TokenProjections(
            plan, refresh, kernel.matrix(refresh.arena(), weights), input.workers());
    texts = new PooledTexts(kernel, input.workers());
    output = plan.tensor(Layout.plain(plan.arena(), input.dims()[0], kernel.filters()));
    refresh.add(() -> Arrays.fill(known, false));
    plan.add(new NamedTask("token projections", this::multiply));
    plan.add(new NamedTask("max over time", this::lookUp));
  }

  Tensor output() {
    return output;
  }

  private void multiply() {
    TokenBatch batch = input.batch();
    if (batch.table() != table) {
      table = batch.table();
      rows = new float[table.words()][];
      known = new boolean[table.words()];
    }
    boolean computed = false;
    try {
      compute(missing(batch));
      computed = true;
    } finally {
      if (!computed) {
        Arrays.fill(known, false); // they were noted before there was a row
      }
    }
  }

  private void compute(int count) {
    float[][] computed = new float[count][];
    for (int i = 0; i < count; i++) {
      if (rows[missing[i]] == null) {
        rows[missing[i]] = new float[kernel.taps() * kernel.filters()];
      }
      computed[i] = rows[missing[i]];
    }
    products.compute(table, missing, count, computed);
  }

  /** Collects the words whose rows are not known and returns how many there are. */
  private int missing(TokenBatch batch) {
    if (missing.length <= batch.tokens().length) {
      missing = new int[batch.tokens().length + 1];
    }
    int count = note(EmbeddingMatrix.PADDING, 0);
    for (int text = 0; text < batch.size(); text++) {
      int from = text * batch.length();
      for (int t = from; t < from + batch.lengths()[text]; t++) {
        count = note(batch.tokens()[t], count);
      }
    }
    return count;
  }

  private int note(int word, int count) {
    if (known[word]) {
      return count;
    }
    known[word] = true;
    missing[count] = word;
    return count + 1;
  }

  private void lookUp() {
    FloatBuffer target = output.floats();
    int filters = kernel.filters();
    texts.find(
        input.batch(),
        word -> rows[word],
        null,
        (text, strongest) -> {
          for (int f = 0; f < filters; f++) {
            strongest[f] += bias.get(f);
          }
          target.put(text * filters, strongest, 0, filters);
        });
  }
}
