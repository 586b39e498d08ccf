package org.dl4jlab.augment;

import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;

/**
 * Images all changed in the same way.
 *
 * @param flipped whether left and right are turned round, before they are moved
 * @param shift by how many pixels they are moved up and to the left
 */
record MovedImages(ImageDataset images, boolean flipped, int shift) implements Dataset {

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public ImageBatch batch(int[] order, int from, int to) {
    ImageBatch batch = images.batch(order, from, to);
    for (int i = 0; i < batch.size(); i++) {
      Canvas image = Canvas.of(batch, i);
      if (flipped) {
        image.flip();
      }
      image.move(shift, shift, true);
    }
    return batch;
  }
}
