# error[CB0211]: this name is internal
not-recorded = not said by Hanne Hovgaard
