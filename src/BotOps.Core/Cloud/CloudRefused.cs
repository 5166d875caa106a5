namespace BotOps.Core.Cloud;

/// <summary>What a person can do about it, and whether another zone or a later time may help.</summary>
public enum Refusal { Other, NoStock, Quota, Balance, Permission, Throttled, Missing, Signature }

/// <summary>The provider understood the call and did nothing. The message says what to do where that is known.</summary>
/// <param name="action">The call, by the provider's name.</param>
/// <param name="code">The provider's.</param>
/// <param name="request">The provider's id of the request, which its support asks for.</param>
public sealed class CloudRefused(string account, string action, Refusal refusal, string code, string message, string request)
    : Exception(Texts.Cloud.Refused(account, action, code, message, request) + Texts.Cloud.WhatToDo(refusal))
{
    public Refusal Refusal => refusal;
    public string Action => action;
    public string Code => code;
    public string Request => request;
}

/// <summary>No answer, or one that says nothing: whether the call did something is not known.</summary>
public sealed class CloudUnreachable(string account, string action, string why, Exception? inner = null) : Exception(Texts.Cloud.Unreachable(account, action, why), inner);
