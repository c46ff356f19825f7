//! Containers: launching, watching and ending the processes of an executor.
