package org.dl4jlab.onednn.lowering;

import java.util.List;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.onednn.tokens.TokenInput;
import org.dl4jlab.onednn.tokens.TokenKernel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.TokenConvolution;

/** A convolution over the words of a text and the global maximum behind it, by looking up. */
final class TokenConvolutionLowering implements Lowering<TokenConvolution> {

  private static TokenInput checked(Node node, TokenKernel kernel, Value value) {
    TokenInput tokens = (TokenInput) value;
    if (tokens.dims()[1] != kernel.vectorSize()) {
      throw new IllegalArgumentException(
          "'%s' takes vectors of size %d, not %d"
              .formatted(node.layer(), kernel.vectorSize(), tokens.dims()[1]));
    }
    return tokens;
  }

  @Override
  public Lowered train(
      Node node, TokenConvolution operation, List<Value> inputs, TrainingContext context) {
    TokenKernel kernel = new TokenKernel(operation);
    return new TokenConvolutionTraining(kernel, context, checked(node, kernel, inputs.get(0)));
  }

  @Override
  public Tensor infer(
      Node node, TokenConvolution operation, List<Value> inputs, InferenceContext context) {
    TokenKernel kernel = new TokenKernel(operation);
    return new TokenConvolutionInference(kernel, context, checked(node, kernel, inputs.get(0)))
        .output();
  }
}
