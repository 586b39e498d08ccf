/** Trainings in partitions that are averaged. */
package org.dl4jlab.spark.train;
