package org.dl4jlab.onednn.lowering;

import java.util.Map;
import java.util.Optional;
import org.dl4jlab.program.Operation;

/** The lowering of each kind of operation. */
public final class Lowerings {

  private static final ConvolutionLowering CONVOLUTION = new ConvolutionLowering();
  private static final DenseLowering DENSE = new DenseLowering();
  private static final PartLowering PART = new PartLowering();

  private static final Map<Class<? extends Operation>, Lowering<?>> BY_KIND =
      Map.ofEntries(
          Map.entry(Operation.Activation.class, new ActivationLowering()),
          Map.entry(Operation.BatchNorm.class, new BatchNormLowering()),
          Map.entry(Operation.Concatenate.class, new ConcatenateLowering()),
          Map.entry(Operation.Convolution.class, CONVOLUTION),
          Map.entry(Operation.Crop.class, PART),
          Map.entry(Operation.Dense.class, DENSE),
          Map.entry(Operation.Dropout.class, new DropoutLowering()),
          Map.entry(Operation.ElementWise.class, new ElementWiseLowering()),
          Map.entry(Operation.Flatten.class, new FlattenLowering()),
          Map.entry(Operation.Fused.class, new FusedLowering(CONVOLUTION, DENSE)),
          Map.entry(Operation.GlobalPooling.class, new GlobalPoolingLowering()),
          Map.entry(Operation.GroupedConvolution.class, new GroupedConvolutionLowering()),
          Map.entry(Operation.LastStep.class, new LastStepLowering()),
          Map.entry(Operation.Linear.class, new LinearLowering()),
          Map.entry(Operation.Lstm.class, new LstmLowering()),
          Map.entry(Operation.Normalize.class, new NormalizeLowering()),
          Map.entry(Operation.Pooling.class, new PoolingLowering()),
          Map.entry(Operation.RepeatOverSteps.class, new RepeatOverStepsLowering()),
          Map.entry(Operation.Reshape.class, new ReshapeLowering()),
          Map.entry(Operation.SamplesAsSteps.class, new SamplesAsStepsLowering()),
          Map.entry(Operation.Softmax.class, new SoftmaxLowering()),
          Map.entry(Operation.Stock.class, new StockLowering()),
          Map.entry(Operation.StepsAsSamples.class, new StepsAsSamplesLowering()),
          Map.entry(Operation.Subset.class, PART),
          Map.entry(Operation.TokenConvolution.class, new TokenConvolutionLowering()),
          Map.entry(Operation.Unknown.class, new UnknownLowering()),
          Map.entry(Operation.Unstack.class, PART),
          Map.entry(Operation.Untrainable.class, new UntrainableLowering()),
          Map.entry(Operation.Upsampling.class, new UpsamplingLowering()),
          Map.entry(Operation.ZeroPadding.class, new ZeroPaddingLowering()));

  private Lowerings() {}

  /** The lowering of an operation; the network's inputs have none, the plans bring them in. */
  @SuppressWarnings("unchecked") // the map pairs each kind with its own lowering
  public static <O extends Operation> Lowering<O> of(O operation) {
    return (Lowering<O>) BY_KIND.get(operation.getClass());
  }

  /** Why an operation cannot be executed, completing "'name' …"; empty when it can. */
  public static Optional<String> unsupported(Operation operation) {
    return operation instanceof Operation.Input
        ? Optional.empty()
        : of(operation).unsupported(operation);
  }
}
