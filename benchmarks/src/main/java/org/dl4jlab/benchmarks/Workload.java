package org.dl4jlab.benchmarks;

import java.util.Locale;
import org.dl4jlab.nets.ImageNetwork;

/** What can be measured, by the names that people type. */
public enum Workload {
  DENSE(new LectureImages(ImageNetwork.DENSE)),
  CNN(new LectureImages(ImageNetwork.CNN)),
  BATCHNORM(new LectureImages(ImageNetwork.BATCHNORM)),
  AIRBENCH(new LectureImages(ImageNetwork.AIRBENCH)),
  SENTIMENT100(new LectureTexts(100)),
  SENTIMENT300(new LectureTexts(300)),
  LENET(Classic.LENET),
  AUTOENCODER(Classic.AUTOENCODER),
  LSTM(Classic.LSTM),
  BILSTM(Classic.BILSTM),
  RESNET50(Zoo.RESNET50),
  SQUEEZENET(Zoo.SQUEEZENET),
  UNET(Zoo.UNET);

  private final Task task;

  Workload(Task task) {
    this.task = task;
  }

  Task task() {
    return task;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
