package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.cifar.pictures.PictureDecoder;
import org.dl4jlab.cifar.pictures.PictureException;
import org.dl4jlab.cifar.pictures.PictureSource;
import org.dl4jlab.cli.ServedRun;
import org.dl4jlab.cli.Serving;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.DensePredictor;
import org.dl4jlab.serve.model.DenseSamples;
import org.dl4jlab.serve.model.Inquiry;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.Tensor;
import org.dl4jlab.serve.model.TensorSpec;

/**
 * A network for images. Tensors hold a pixel's colours as numbers from 0 to 1, or as bytes; files
 * are cut and scaled as {@code predict} does.
 */
final class ServedImages extends ServedRun<ImageExperiment> {

  private static final String INPUT = "image";
  private static final long MOST_BYTES = 32L << 20;
  private static final long MOST_PIXELS = 64_000_000; // a strange file must not cost many seconds

  private final TensorSpec input;
  private final PictureDecoder decoder;

  ServedImages(TrainedRun<ImageExperiment> run, Serving.Engines engines) throws IOException {
    super(run, engines);
    List<Integer> shape = run.config().data().inputShape(); // height, width, channels
    input =
        new TensorSpec(
            INPUT,
            List.of(DataType.FP32, DataType.UINT8),
            List.of(shape.get(2), shape.get(0), shape.get(1)));
    decoder = new PictureDecoder(shape.get(0), MOST_PIXELS);
  }

  @Override
  public TensorSpec input() {
    return input;
  }

  @Override
  public Samples of(Tensor tensor) {
    return DenseSamples.of(tensor);
  }

  @Override
  public Samples read(Body body) {
    String type = body.type();
    if (!type.isEmpty() && !type.startsWith("image/") && !type.equals("application/octet-stream")) {
      throw new Refusal(
          Refusal.BAD_TYPE, "The model '%s' takes images, not %s".formatted(title(), type));
    }
    try {
      byte[] planes = decoder.decode(PictureSource.of(body.bytes()));
      return new DenseSamples(DataType.UINT8, 1, ByteBuffer.wrap(planes));
    } catch (PictureException e) {
      throw Refusal.badRequest("The image %s", e.getMessage());
    }
  }

  @Override
  public long mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Optional<Inquiry> explaining(Samples sample) {
    DenseSamples picture = (DenseSamples) sample;
    byte[] planes = new byte[picture.numbers().remaining()];
    picture.numbers().duplicate().get(planes);
    return Optional.of(ImageReasons.of(planes, input.sample(), classNames()));
  }

  @Override
  public Predictor open(int threads) {
    return new DensePredictor(engine(threads), input.sample());
  }
}
