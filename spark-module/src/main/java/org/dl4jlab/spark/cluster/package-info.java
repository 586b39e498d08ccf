/** A connection to a cluster of Spark's, with checks and failures in words for people. */
package org.dl4jlab.spark.cluster;
