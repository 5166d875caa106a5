using BotOps.Core.Chat;
using BotOps.Core.Releases;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        /// <param name="round">Above 1: an approval was void, and it is asked again.</param>
        /// <param name="leftOut">Hosts that do not serve after it.</param>
        public static StateWord State(ReleaseState state, int round = 1, int leftOut = 0) => state switch
        {
            AwaitingApproval when round > 1 => new(Say("Approval void", "批准已失效"), Tone.Ask, "voided"),
            AwaitingApproval => new(Say("Awaiting approval", "待审批"), Tone.Ask, "awaiting"),
            Queued => new(Say("Queued", "排队中"), Tone.Idle, "queued"),
            Building => new(Say("Building", "构建中"), Tone.Run, "building"),
            RollingOut => new(Say("Rolling out", "发布中"), Tone.Run, "rolling"),
            Paused => new(Say("Paused", "已暂停"), Tone.Ask, "paused"),
            AwaitingDecision => new(Say("Awaiting decision", "待决定"), Tone.Ask, "decide"),
            RollingBack => new(Say("Rolling back", "回滚中"), Tone.Back, "back"),
            Succeeded => new(Say("Succeeded", "成功"), Tone.Ok, "succeeded"),
            SucceededWithFailures => new(
                leftOut > 0 ? Say($"Succeeded, {leftOut} left out", $"成功，已摘除 {leftOut} 台") : Say("Succeeded with failures", "部分成功"), Tone.Ok, "partial"),
            Failed => new(Say("Failed", "失败"), Tone.Bad, "failed"),
            BuildFailed => new(Say("Build failed", "构建失败"), Tone.Bad, "build-failed"),
            RolledBack => new(Say("Rolled back", "已回滚"), Tone.Back, "rolled-back"),
            Aborted => new(Say("Aborted", "已中止"), Tone.Bad, "aborted"),
            Rejected => new(Say("Rejected", "已驳回"), Tone.Idle, "rejected"),
            Expired => new(Say("Expired", "已过期"), Tone.Idle, "expired"),
            Cancelled => new(Say("Cancelled", "已取消"), Tone.Idle, "cancelled"),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

        public static StateWord State(HostRunState state, bool leftOut) => state switch
        {
            HostRunState.Pending => new(Say("Waiting", "等待中"), Tone.Idle, "queued"),
            HostRunState.Succeeded => new(Say("Updated", "已更新"), Tone.Ok, "succeeded"),
            HostRunState.Failed => new(leftOut ? Say("Failed, left out", "失败，已摘除") : Say("Failed", "失败"), Tone.Bad, "failed"),
            HostRunState.Skipped => new(Say("Not touched", "未触及"), Tone.Idle, "cancelled"),
            HostRunState.RolledBack => new(Say("Rolled back", "已回滚"), Tone.Back, "rolled-back"),
            _ => new(state.ToString(), Tone.Run, "rolling"),
        };
    }
}
