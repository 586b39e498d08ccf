package org.dl4jlab.interchange.keras.writer;

import org.dl4jlab.interchange.LectureNetworks;
import org.dl4jlab.nets.SentimentCnn;

/** The lecture's networks as the lecture writes them in Keras. */
final class LectureFiles {

  private LectureFiles() {}

  static KerasExport export(LectureNetworks lecture) {
    KerasExport export = KerasExport.of(lecture.network(), lecture.input());
    return lecture == LectureNetworks.SENTIMENT
        ? export.sequential().activationApart(SentimentCnn.OUTPUT)
        : export;
  }
}
