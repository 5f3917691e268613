import { useEffect } from "react";
import { setWholeRoom, useWholeRoom } from "../../shared";

/** As the cashier left it the last time; the counter begins with the whole window. */
let wanted = true;

/** The counter has the window for itself as long as it is in front, unless the side bar was called back. */
export function useFullScreen(): { full: boolean; turn: () => void } {
  const full = useWholeRoom();
  useEffect(() => {
    setWholeRoom(wanted);
    return () => setWholeRoom(false);
  }, []);
  const turn = () => {
    wanted = !full;
    setWholeRoom(wanted);
  };
  return { full, turn };
}
