"""What happened: records that trainers and coordinators keep."""
