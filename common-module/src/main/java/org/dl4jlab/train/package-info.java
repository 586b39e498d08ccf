/** The training loop, its options and listeners, evaluation. */
package org.dl4jlab.train;
