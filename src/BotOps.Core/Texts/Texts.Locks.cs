using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    public static string CommandLock => Say("Stops new starts in an environment for a while; what runs goes on", "暂时禁止某个环境启动新发布；正在执行的不受影响");
    public static string CommandUnlock => Say("Ends a lock; what waits in line starts", "解除锁定；排队的发布随即开始");
    public static string OptionFor => Say("How long: 2h; 1 h if left out", "锁多久：2h；不写为 1 小时");
    public static string OptionSteal => Say("Take it although somebody else has it; they are told", "即使已被他人锁定也接管；对方会收到通知");
    public static string ReadsLock => Say("Locks ", "锁定 ");
    public static string ReadsUnlock => Say("Unlocks ", "解锁 ");
    public static string ReadsFor(TimeSpan time) => Say($" for {Duration(time)}", $"，时长 {Duration(time)}");
    public static string WhyExample => Say("what it is for", "锁定原因");

    public static string Locked(LockOf of) => Say(
        $"{of.Owner.Name} locked {of.Where}{UntilWhen(of)}: “{of.Lock.Reason}”. Nothing new starts there until then.",
        $"{of.Owner.Name} 锁定了 {of.Where}{UntilWhen(of)}：“{of.Lock.Reason}”。在此之前不会启动新的发布。");
    public static string LockProlonged(LockOf of) => Say(
        $"{of.Owner.Name} keeps {of.Where} locked{UntilWhen(of)}: “{of.Lock.Reason}”.",
        $"{of.Owner.Name} 继续锁定 {of.Where}{UntilWhen(of)}：“{of.Lock.Reason}”。");
    public static string LockStolen(LockOf of, string from) => Say(
        $"{of.Owner.Name} took the lock of {of.Where} from {from}{UntilWhen(of)}: “{of.Lock.Reason}”.",
        $"{of.Owner.Name} 从 {from} 手中接管了 {of.Where} 的锁{UntilWhen(of)}：“{of.Lock.Reason}”。");
    public static string LockHandedOver(LockOf of, string from) => Say(
        $"{from} handed the lock of {of.Where} over to {of.Owner.Name}{UntilWhen(of)}.",
        $"{from} 把 {of.Where} 的锁移交给了 {of.Owner.Name}{UntilWhen(of)}。");
    public static string Unlocked(string by, string where, string? of) => Say(
        of is null ? $"{by} unlocked {where}." : $"{by} ended the lock of {of} on {where}.",
        of is null ? $"{by} 解锁了 {where}。" : $"{by} 解除了 {of} 对 {where} 的锁定。");
    public static string LockIsOver(string where, string of) => Say($"The lock of {of} on {where} is over.", $"{of} 对 {where} 的锁定已到期。");

    public static string LockedAlready(LockOf of) => Say(
        $"{of.Where} is locked by {Who(of)}{UntilWhen(of)}: “{of.Lock.Reason}”. Take it over with --steal and a reason; {of.Owner.Name} is told. Nothing changed.",
        $"{of.Where} 已被 {Who(of)} 锁定{UntilWhen(of)}：“{of.Lock.Reason}”。如需接管，请加 --steal 并写明原因，{of.Owner.Name} 会收到通知。未做任何更改。");
    public static string NotYourLock(LockOf of) => Say(
        $"The lock of {of.Where} is {of.Owner.Name}'s (@{of.Owner.Handle}){UntilWhen(of)}: “{of.Lock.Reason}”. Ask them, or take it over with --steal and a reason, then unlock. Nothing changed.",
        $"{of.Where} 的锁属于 {of.Owner.Name}（@{of.Owner.Handle}）{UntilWhen(of)}：“{of.Lock.Reason}”。请联系对方，或用 --steal 写明原因接管后再解锁。未做任何更改。");
    public static string NotLocked(string where) => Say($"{where} is not locked. Nothing changed.", $"{where} 没有被锁定。未做任何更改。");

    public static string LockEndsSoon(string where, string reason, DateTimeOffset? until) => Say(
        $"Your lock of {where} (“{reason}”) ends at {Hour(until)}. Is it still needed?",
        $"你对 {where} 的锁定（“{reason}”）将于 {Hour(until)} 到期。还需要吗？");
    public static string LockHandedToYou(string from, string where, string reason, DateTimeOffset? until) => Say(
        $"{from} handed you the lock of {where} (“{reason}”). It ends at {Hour(until)}.",
        $"{from} 把 {where} 的锁（“{reason}”）移交给了你，将于 {Hour(until)} 到期。");
    public static string KeepLockButton(TimeSpan? length) => Say($"Keep for {Duration(length ?? TimeSpan.Zero)}", $"再锁 {Duration(length ?? TimeSpan.Zero)}");
    public static string HandOverLockButton => Say("Hand over…", "移交…");
    public static string HandOverTo => Say("Handle of the next owner", "新负责人的账号（handle）");
    public static string UnlockButton => Say("Unlock", "解锁");

    public static string LockKeptUntil(string where, DateTimeOffset? until) => Say($"You keep {where} locked until {Hour(until)}.", $"你将继续锁定 {where}，直到 {Hour(until)}。");
    public static string YouKeptTheLock(string where) => Say($"You locked {where} anew.", $"你重新锁定了 {where}。");
    public static string YouHandedOver(string where, string to) => Say($"You handed the lock of {where} over to {to}.", $"你已把 {where} 的锁移交给 {to}。");
    public static string YourLockIsOver(string where) => Say($"The lock of {where} is over.", $"{where} 的锁定已到期。");
    public static string YourLockWasEnded(string where, string? by) => Say(
        by is null ? $"You unlocked {where}." : $"The lock of {where} was ended by {by}.",
        by is null ? $"你已解锁 {where}。" : $"{where} 的锁定已被 {by} 解除。");
    public static string YourLockWasStolen(LockOf now, string yours) => Say(
        $"{now.Owner.Name} took over your lock of {now.Where} (“{yours}”): “{now.Lock.Reason}”.",
        $"{now.Owner.Name} 接管了你对 {now.Where} 的锁定（“{yours}”），原因：“{now.Lock.Reason}”。");
    public static string LockOverItStarts(long release, string where) => Say(
        $"Your release #{release} has started: {where} is not locked any more.",
        $"你的发布单 #{release} 已开始：{where} 的锁定已解除。");

    public static string LockEndedBefore(string where, string? by, TimeSpan ago) => Say(
        $"This lock of {where} ended {Ago(ago)}{(by is null ? "" : $", by {by}")}. Nothing changed by your press.",
        $"{where} 的这次锁定已结束（{Ago(ago)}{(by is null ? "" : $"，操作人 {by}")}）。本次操作未生效。");
    public static string LockIsOf(LockOf of) => Say(
        $"The lock of {of.Where} is {of.Owner.Name}'s now. Nothing changed by your press.",
        $"{of.Where} 的锁现在属于 {of.Owner.Name}。本次操作未生效。");
    public static string NoOperatorToHandTo(string typed, string where, IReadOnlyList<string> close, IReadOnlyList<string> others) => (close, others) switch
    {
        (_, []) => Say($"There is no other operator of {where} to hand the lock to. Nothing changed by your press.", $"{where} 没有其他 operator 可以移交。本次操作未生效。"),
        ([var meant, ..], _) => Say(
            $"{typed} is no other operator of {where}. Did you mean @{meant}? Nothing changed by your press.", $"{typed} 不是 {where} 的其他 operator。你是想移交给 @{meant} 吗？本次操作未生效。"),
        _ => Say(
            $"{typed} is no other operator of {where}. Name {OneOf(others)}. Nothing changed by your press.", $"{typed} 不是 {where} 的其他 operator。可选：{OneOf(others)}。本次操作未生效。"),
    };

    public static string LockStaysAfterRollback(LockOf of) => Say(
        $"{of.Where} was rolled back: the lock of {of.Owner.Name} (“{of.Lock.Reason}”) stays until a person unlocks it.",
        $"{of.Where} 已回滚：{of.Owner.Name} 的锁定（“{of.Lock.Reason}”）将保持，直到有人解锁。");
    public static string LockLine(LockOf of) => Say(
        $"{of.Where} is locked by {Who(of)}{UntilWhen(of)}: “{of.Lock.Reason}”", $"{of.Where} 已被 {Who(of)} 锁定{UntilWhen(of)}：“{of.Lock.Reason}”");

    /// <summary>For whom it waits in line.</summary>
    public static string WaitsForLock(LockOf of) => of.Lock.Until is null
        ? Say($"Waits until somebody unlocks {of.Where}, which {Who(of)} locked (“{of.Lock.Reason}”); then it starts by itself.", $"等待解锁：{of.Where} 已被 {Who(of)} 锁定（“{of.Lock.Reason}”），需有人解锁；解锁后自动开始。")
        : Say($"Waits for the lock of {of.Owner.Name}{UntilWhen(of)} (“{of.Lock.Reason}”); starts by itself when it ends.", $"等待 {of.Owner.Name} 的锁定结束{UntilWhen(of)}（“{of.Lock.Reason}”）；结束后自动开始。");
    public static string LockOnCard(LockOf of) => Say($"Locked by {Who(of)}{UntilWhen(of)}.", $"已被 {Who(of)} 锁定{UntilWhen(of)}。");
    public static string LockHoldsBack(LockOf of) => Say(
        $"“{of.Lock.Reason}”. It can be approved, keeps its place in line, and starts when the lock ends.", $"“{of.Lock.Reason}”。可以先审批，保留排队位置，锁定结束后自动开始。");
    public static string PassesLock(LockOf of) => Say($"Passes the lock of {Who(of)}{UntilWhen(of)}.", $"绕过 {Who(of)} 的锁定{UntilWhen(of)}。");

    static string Who(LockOf of) => of.Lock.ReleaseId is { } release ? Say($"rollback #{release} of {of.Owner.Name}", $"{of.Owner.Name} 的回滚 #{release}") : of.Owner.Name;
    static string UntilWhen(LockOf of) => of.Lock.Until is { } until ? Say($" until {Moment(until)}", $"，直到 {Moment(until)}") : Say(" until a person unlocks it", "，直到有人解锁");
    static string Hour(DateTimeOffset? at) => at is { } moment ? FormattableString.Invariant($"{moment:HH:mm}") : "";
}
