package org.dl4jlab.cifar;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.inspect.OcclusionMap;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.DenseSamples;
import org.dl4jlab.serve.model.Explanation;
import org.dl4jlab.serve.model.Inquiry;

/** Finds out which pixels of an image decided. */
final class ImageReasons {

  private ImageReasons() {}

  /**
   * @param pixels {@code [channels, height, width]}, 0 to 255
   * @param shape channels, height and width
   */
  static Inquiry of(byte[] pixels, List<Integer> shape, List<String> classNames) {
    ImageBatch image =
        new ImageBatch(
            IntStream.concat(IntStream.of(1), shape.stream().mapToInt(Integer::intValue)).toArray(),
            pixels,
            new int[1],
            classNames.size());
    ImageBatch copies = OcclusionMap.copies(image);
    return new Inquiry(
        new DenseSamples(DataType.UINT8, copies.size(), ByteBuffer.wrap(copies.pixels())),
        probabilities -> explanation(image, rows(probabilities, copies.size()), classNames));
  }

  private static float[][] rows(float[] numbers, int count) {
    int columns = numbers.length / count;
    float[][] rows = new float[count][columns];
    for (int i = 0; i < count; i++) {
      System.arraycopy(numbers, i * columns, rows[i], 0, columns);
    }
    return rows;
  }

  private static Explanation explanation(
      ImageBatch image, float[][] probabilities, List<String> classNames) {
    int height = image.shape()[2];
    int width = image.shape()[3];
    float[] decided = new float[height * width];
    float[][] values = OcclusionMap.of(image, probabilities).values();
    for (int row = 0; row < height; row++) {
      System.arraycopy(values[row], 0, decided, row * width, width);
    }
    ImageDataset seen =
        new ImageDataset(height, width, image.shape()[1], image.pixels(), new byte[1], classNames);
    return new Explanation(
        "data:image/png;base64," + PredictedImage.png(seen, 0),
        new Explanation.Map(width, height, decided));
  }
}
