/** What steers a training beyond the lecture's. */
package org.dl4jlab.method;
