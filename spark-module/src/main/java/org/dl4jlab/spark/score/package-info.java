/** Predictions for files of any size, by partitions. */
package org.dl4jlab.spark.score;
