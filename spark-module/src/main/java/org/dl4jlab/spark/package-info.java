/** The command line of the experiments on clusters of Apache Spark. */
package org.dl4jlab.spark;
