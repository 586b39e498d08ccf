package org.dl4jlab.augment;

import java.util.List;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.data.View;

/** Images that a network sees in several ways. */
record ViewedImages(ImageDataset images, List<View> views) implements Dataset {

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Batch batch(int[] order, int from, int to) {
    return images.batch(order, from, to);
  }

  @Override
  public Dataset asTheyAre() {
    return images;
  }
}
