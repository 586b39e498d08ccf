package org.dl4jlab.augment;

import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;

/**
 * Images as they are trained on.
 *
 * @param epoch counted from 1
 */
record AugmentedImages(ImageDataset images, Augmentation augmentation, long seed, int epoch)
    implements Dataset {

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Dataset inEpoch(int newEpoch) {
    return new AugmentedImages(images, augmentation, seed, newEpoch);
  }

  @Override
  public ImageBatch batch(int[] order, int from, int to) {
    ImageBatch batch = images.batch(order, from, to);
    for (int i = from; i < to; i++) {
      augmentation.apply(Canvas.of(batch, i - from), new Occasion(seed, epoch, order[i]));
    }
    return batch;
  }
}
